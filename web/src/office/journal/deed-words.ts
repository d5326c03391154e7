/** Operations of the API in words. One that has none yet is told as “another deed”; a test finds it. */
import type { Say } from '../../i18n/define-phrases.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { deedPhrases } from './deed-phrases.ts';

type Words = Readonly<Record<string, string>>;

export interface DeedWords {
  /** What an operation is called, by its id. */
  of(operation: string): string;
  /** All of them, to choose from. */
  readonly all: Words;
}

export function useDeedWords(): DeedWords {
  const t = usePhrases(deedPhrases);
  const all: Words = { ...house(t), ...selling(t), ...people(t) };
  return { all, of: (operation) => all[operation] ?? t('other') };
}

type T = Say<typeof deedPhrases.en>;

function house(t: T): Words {
  return {
    createImport: t('createImport'),
    readImport: t('readImport'),
    mapImport: t('mapImport'),
    startImport: t('startImport'),
    stopImport: t('stopImport'),
    forgetImport: t('forgetImport'),
    foundOrganization: t('foundOrganization'),
    setUp: t('setUp'),
    publishConsentText: t('publishConsentText'),
    putTillSettings: t('putTillSettings'),
    sendPayConfirmation: t('sendPayConfirmation'),
    removeCashier: t('removeCashier'),
    putCashier: t('putCashier'),
    lockTill: t('lockTill'),
    unlockTill: t('unlockTill'),
    pairTill: t('pairTill'),
    openTillPairing: t('openTillPairing'),
    revokeTill: t('revokeTill'),
    putTill: t('putTill'),
    putStore: t('putStore'),
    publishProgram: t('publishProgram'),
    changeOrganization: t('changeOrganization'),
    setOrganizationLogo: t('setOrganizationLogo'),
    removeOrganizationLogo: t('removeOrganizationLogo'),
    createKey: t('createKey'),
    revokeKey: t('revokeKey'),
    moveSandboxClock: t('moveSandboxClock'),
    inviteStaff: t('inviteStaff'),
    withdrawStaffInvitation: t('withdrawStaffInvitation'),
    acceptInvitation: t('acceptInvitation'),
    changeStaffRole: t('changeStaffRole'),
    removeStaff: t('removeStaff'),
    signIn: t('signIn'),
    signInByCode: t('signInByCode'),
    signOut: t('signOut'),
    chooseOrganization: t('chooseOrganization'),
    changeMe: t('changeMe'),
    changePassword: t('changePassword'),
    endOwnSession: t('endOwnSession'),
    endOtherSessions: t('endOtherSessions'),
    beginSecondFactor: t('beginSecondFactor'),
    confirmSecondFactor: t('confirmSecondFactor'),
    endSecondFactor: t('endSecondFactor'),
    makeRecoveryCodes: t('makeRecoveryCodes'),
  };
}

function selling(t: T): Words {
  return {
    createMember: t('createMember'),
    changeMember: t('changeMember'),
    forgetMember: t('forgetMember'),
    beginCheckout: t('beginCheckout'),
    commitCheckout: t('commitCheckout'),
    cancelCheckout: t('cancelCheckout'),
    recordPurchase: t('recordPurchase'),
    recordPurchases: t('recordPurchases'),
    recordReturn: t('recordReturn'),
    recordEvent: t('recordEvent'),
    correct: t('correct'),
    issueCoupons: t('issueCoupons'),
    createCouponBatch: t('createCouponBatch'),
    blockCouponBatch: t('blockCouponBatch'),
    unblockCouponBatch: t('unblockCouponBatch'),
    blockCouponCode: t('blockCouponCode'),
    unblockCouponCode: t('unblockCouponCode'),
    issueGiftCards: t('issueGiftCards'),
    activateGiftCard: t('activateGiftCard'),
    payWithGiftCard: t('payWithGiftCard'),
    refundToGiftCard: t('refundToGiftCard'),
    blockGiftCard: t('blockGiftCard'),
    unblockGiftCard: t('unblockGiftCard'),
    redeem: t('redeem'),
    collectRedemption: t('collectRedemption'),
    cancelRedemption: t('cancelRedemption'),
    requestPayout: t('requestPayout'),
    approvePayout: t('approvePayout'),
    payPayout: t('payPayout'),
    refusePayout: t('refusePayout'),
    erasePayoutDestination: t('erasePayoutDestination'),
    sendUnits: t('sendUnits'),
    convertUnits: t('convertUnits'),
    confirmExpected: t('confirmExpected'),
    cancelExpected: t('cancelExpected'),
    grantLevel: t('grantLevel'),
  };
}

function people(t: T): Words {
  return {
    referFriend: t('referFriend'),
    tellReferralHints: t('tellReferralHints'),
    approveReferral: t('approveReferral'),
    rejectReferral: t('rejectReferral'),
    changeReferralSettings: t('changeReferralSettings'),
    createFamily: t('createFamily'),
    inviteToFamily: t('inviteToFamily'),
    cancelFamilyInvitation: t('cancelFamilyInvitation'),
    acceptFamilyInvitation: t('acceptFamilyInvitation'),
    declineFamilyInvitation: t('declineFamilyInvitation'),
    leaveFamily: t('leaveFamily'),
    removeFromFamily: t('removeFromFamily'),
    changeFamilyRole: t('changeFamilyRole'),
    mergeAccounts: t('mergeAccounts'),
    approveMerge: t('approveMerge'),
    rejectMerge: t('rejectMerge'),
    putAccountProfile: t('putAccountProfile'),
    pickChoice: t('pickChoice'),
    offerChoice: t('offerChoice'),
    closeSettlement: t('closeSettlement'),
    commitDraw: t('commitDraw'),
    drawWinners: t('drawWinners'),
    loadRewardCodes: t('loadRewardCodes'),
    retryUndelivered: t('retryUndelivered'),
    dropUndelivered: t('dropUndelivered'),
  };
}
