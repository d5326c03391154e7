/** The composition root: every route, with what it needs. Nothing is looked up by name; what a feature uses is handed to it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from './errors.ts';
import { addAccountRoutes } from './features/accounts/routes.ts';
import { addCardRoutes } from './features/card/routes.ts';
import { createCardSecrets } from './features/card/secrets.ts';
import { createCardSessions } from './features/card/sessions.ts';
import { addCheckoutRoutes } from './features/checkouts/routes.ts';
import { addChoiceRoutes } from './features/choices/routes.ts';
import { addConfirmationRoutes } from './features/confirmations/routes.ts';
import { addConsentRoutes, addPublicConsentRoutes } from './features/consents/routes.ts';
import { addConversionRoutes } from './features/conversions/routes.ts';
import { addCorrectionRoutes } from './features/corrections/routes.ts';
import { addCouponRoutes } from './features/coupons/routes.ts';
import { addDeedRoutes } from './features/deeds/routes.ts';
import { createDeedRecorder } from './features/deeds/recorder.ts';
import { addDrawRoutes } from './features/draws/routes.ts';
import { addEventRoutes } from './features/events/routes.ts';
import { addFamilyRoutes } from './features/families/routes.ts';
import { addFoundingRoutes } from './features/founding/routes.ts';
import { addGiftCardRoutes } from './features/gift-cards/routes.ts';
import { addIdentifyRoutes } from './features/identify/routes.ts';
import { addImportRoutes } from './features/imports/routes.ts';
import { takeBytes } from './features/imports/upload.ts';
import { addCardApp } from './features/apps/card-app.ts';
import { addApps } from './features/apps/routes.ts';
import { createAuthenticator } from './features/keys/authenticate.ts';
import { addKeyRoutes } from './features/keys/routes.ts';
import { addLeaderboardRoutes } from './features/leaderboards/routes.ts';
import { addCashierRoutes } from './features/cashiers/routes.ts';
import { createMemberResolver } from './features/members/resolve.ts';
import { type Changes, UNHEARD } from './features/live/changes.ts';
import { addCardLiveRoutes } from './features/live/card-routes.ts';
import { addLiveRoutes } from './features/live/routes.ts';
import { addLetterRoutes } from './features/letters/routes.ts';
import { addMemberRoutes } from './features/members/routes.ts';
import { addMemberSearchRoutes } from './features/members/search-routes.ts';
import { addMergeRoutes } from './features/merges/routes.ts';
import { addMessageRoutes } from './features/messages/routes.ts';
import { addOfferRoutes } from './features/offers/routes.ts';
import { addOperationRoutes } from './features/operations/routes.ts';
import { createOrganizationClock } from './features/organizations/clock.ts';
import { addPublicOrganizationRoutes } from './features/organizations/public-routes.ts';
import { addOrganizationRoutes } from './features/organizations/routes.ts';
import { addOutboxRoutes } from './features/outbox/routes.ts';
import { addPages } from './features/pages/routes.ts';
import { addPartnerRoutes } from './features/partners/routes.ts';
import { addCardConfirmationRoutes } from './features/pay-confirmations/card-routes.ts';
import { addPayConfirmationRoutes } from './features/pay-confirmations/routes.ts';
import { openAuth } from './features/people/open-auth.ts';
import { addOwnRoutes } from './features/people/own-routes.ts';
import { createSessions } from './features/people/sessions.ts';
import { addSignInRoutes } from './features/people/sign-in-routes.ts';
import { addPersonalDataRoutes } from './features/personal-data/routes.ts';
import { addPayoutRoutes } from './features/payouts/routes.ts';
import { addProfileRoutes } from './features/profiles/routes.ts';
import { takeProgramText } from './features/programs/body.ts';
import type { ProgramRegistry } from './features/programs/registry.ts';
import { addProgramRoutes } from './features/programs/routes.ts';
import { addTemplateRoutes } from './features/programs/template-routes.ts';
import { addPurchaseRoutes } from './features/purchases/routes.ts';
import { addQuoteRoutes } from './features/quotes/routes.ts';
import { addRedemptionRoutes } from './features/redemptions/routes.ts';
import { addReferralRoutes } from './features/referrals/routes.ts';
import { addReportRoutes } from './features/reports/routes.ts';
import { addReturnRoutes } from './features/returns/routes.ts';
import { addRewardRoutes } from './features/rewards/routes.ts';
import { addSandboxRoutes } from './features/sandbox/routes.ts';
import { addSettlementRoutes } from './features/settlements/routes.ts';
import { addAcceptanceRoutes } from './features/staff/acceptance-routes.ts';
import { addStaffRoutes } from './features/staff/routes.ts';
import { addStoreRoutes } from './features/stores/routes.ts';
import { createReadinessCheck } from './features/system/ready.ts';
import { addSystemRoutes } from './features/system/routes.ts';
import { addTierRoutes } from './features/tiers/routes.ts';
import { createTillAuthenticator } from './features/tills/authenticate.ts';
import { openKeyed } from './features/tills/keyed.ts';
import { addOwnTillRoutes } from './features/tills/own-routes.ts';
import { addPairingDoor, addTillRoutes } from './features/tills/routes.ts';
import { addTransferRoutes } from './features/transfers/routes.ts';
import type { Clock } from './kit/clock.ts';
import type { Database } from './kit/db.ts';
import { createGate, type Gate } from './kit/gate.ts';
import { createHttp } from './kit/http.ts';
import type { Log } from './kit/log.ts';
import type { Metrics } from './kit/metrics.ts';
import type { Ledger } from './ledger/ledger.ts';
import { describeApi } from './openapi.ts';
import { type Problem, PROBLEM_TYPE, problemFrom } from './problem.ts';
import { type AddOpenRoute, type AddRoute, type Entrance, openRoutesOf, routesOf } from './route.ts';

export interface AppParts {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly registry: ProgramRegistry;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** For screens that watch something; if absent they hear of nothing. */
  readonly changes?: Changes;
  readonly version: string;
  /** Without the API it tells of its health and metrics only. */
  readonly hasApi?: boolean;
  /** See kit/config.ts; none if absent. */
  readonly trustedProxies?: readonly string[];
  /** Whether the server has been asked to stop; it never is if absent. */
  readonly isStopping?: () => boolean;
  /** What may be under way at once; the usual if absent. */
  readonly gate?: Gate;
  /** After how long a request is answered that it takes too long; the usual if absent. */
  readonly patienceMs?: number;
  /** How often it is looked whether a customer may go on listening; the usual if absent. */
  readonly liveBeatMs?: number;
  /** Where people find this server, for the links in letters; the machine itself if absent. */
  readonly publicUrl?: string;
  /** Whether a mail server sends letters; none if absent. */
  readonly hasMail?: boolean;
  /** Whether a gateway sends short messages; none if absent. */
  readonly hasSms?: boolean;
  /** What cookies are signed with; kept in the database if absent. */
  readonly secret?: string | undefined;
}

const PUBLIC_URL = 'http://localhost:3000';

const BODY_BYTES_MAX = 1024 * 1024;
/** A body takes some ten times its length when it is parsed and worked on. */
const GATE = { requestsMax: 20_000, bodyBytesMax: 64 * 1024 * 1024 };
const RETRY_AFTER_SECONDS = '1';
/** Room on a disk does not come by itself within a second. */
const RETRY_WRITES_AFTER_SECONDS = '15';

export function createApp(parts: AppParts): FastifyInstance {
  const app = createHttp({
    bodyBytesMax: BODY_BYTES_MAX,
    trustedProxies: parts.trustedProxies ?? [],
    measured: parts.metrics.request,
    notServed: (allow) =>
      allow.length === 0
        ? new ApiError('route_unknown')
        : new ApiError('method_not_allowed', { allow: allow.toSorted().join(', ') }),
    failure: (error, request) => {
      const problem = failed(parts.log, error, request);
      return { status: problem.status, contentType: PROBLEM_TYPE, body: problem, headers: headersOf(problem) };
    },
  });
  app.decorateRequest('caller', null);
  app.decorateRequest('leave', null);
  app.decorateRequest('isWorkedOn', false);
  app.decorateRequest('actor', null);
  app.decorateRequest('made', null);
  app.decorateRequest('refusal', null);
  const checkReadiness = createReadinessCheck(parts.db, parts.isStopping ?? (() => false));
  void app.register(async (rooms) => {
    if (parts.hasApi === false) {
      addSystemRoutes(rooms, { ...parts, checkReadiness });
      return;
    }
    await describeApi(rooms, parts.version);
    addSystemRoutes(rooms, { ...parts, checkReadiness });
    await addApi(rooms, parts);
    await addPages(rooms);
    addApps(rooms);
    addCardApp(rooms, parts.db);
  });
  return app;
}

/** What features are made of. */
function depsOf(app: FastifyInstance, parts: AppParts) {
  const { db, ledger, clock, registry } = parts;
  const authenticator = createAuthenticator(db, clock);
  const { publicUrl = PUBLIC_URL, secret } = parts;
  const auth = openAuth({ db, clock, publicUrl, secret });
  const sessions = createSessions({ auth, db, clock });
  const tills = createTillAuthenticator({
    db,
    clock,
    failed: (error) => parts.log.warn({ err: error }, 'the last use of a till was not written down'),
  });
  const deeds = createDeedRecorder({
    db,
    clock,
    failed: (error, lost) => parts.log.warn({ err: error, lost }, 'deeds were not written down, trying again'),
  });
  app.addHook('onClose', () => deeds.close());
  const sends = { email: parts.hasMail ?? false, sms: parts.hasSms ?? false };
  return {
    db,
    ledger,
    clock,
    authenticator,
    auth,
    sessions,
    cardSessions: createCardSessions({ db, clock }),
    secrets: createCardSecrets({ db, secret }),
    sends,
    tills,
    keyed: openKeyed(db, secret),
    deeds,
    changes: parts.changes ?? UNHEARD,
    publicUrl,
    programs: registry,
    time: createOrganizationClock(db, clock),
    resolveMember: createMemberResolver(db),
    recordGuest: async (receipt: Parameters<Ledger['recordGuests']>[0][number]) => {
      const [result] = await ledger.recordGuests([receipt]);
      if (result === undefined) throw new Error('a receipt without an answer');
      return result;
    },
    failed: (error: unknown): Problem => failed(parts.log, error, null),
  };
}

async function addApi(app: FastifyInstance, parts: AppParts): Promise<void> {
  const deps = depsOf(app, parts);
  const { db, authenticator, sessions, tills, deeds, changes } = deps;
  const entrance: Entrance = {
    authenticate: (visitor) => {
      const { authorization } = visitor.headers;
      if (authorization === undefined && sessions.isBroughtBy(visitor)) return sessions.authenticate(visitor);
      return tills.isBroughtBy(visitor) ? tills.authenticate(visitor) : authenticator.authenticate(authorization);
    },
    note: deeds.note,
    changed: changes.topic,
    gate: parts.gate ?? createGate(GATE),
    ...(parts.patienceMs === undefined ? {} : { patienceMs: parts.patienceMs }),
  };
  const add: AddRoute = routesOf(app, entrance);
  addMemberSearchRoutes(add, deps);
  addMemberRoutes(add, deps);
  addPersonalDataRoutes(add, deps);
  addIdentifyRoutes(add, deps);
  addQuoteRoutes(add, deps);
  addCheckoutRoutes(add, deps);
  addPurchaseRoutes(add, deps);
  addReturnRoutes(add, deps);
  addEventRoutes(add, deps);
  addCorrectionRoutes(add, deps);
  addCouponRoutes(add, deps);
  addGiftCardRoutes(add, deps);
  addReferralRoutes(add, deps);
  addFamilyRoutes(add, deps);
  addMergeRoutes(add, deps);
  addPartnerRoutes(add, deps);
  addSettlementRoutes(add, deps);
  addLeaderboardRoutes(add, deps);
  addDrawRoutes(add, deps);
  addRewardRoutes(add, deps);
  addRedemptionRoutes(add, deps);
  addPayoutRoutes(add, deps);
  addTransferRoutes(add, deps);
  addConversionRoutes(add, deps);
  addChoiceRoutes(add, deps);
  addConfirmationRoutes(add, deps);
  addProfileRoutes(add, deps);
  addTierRoutes(add, deps);
  addMessageRoutes(add, deps);
  addAccountRoutes(add, deps);
  addOperationRoutes(add, deps);
  addOutboxRoutes(add, deps);
  addReportRoutes(add, deps);
  await app.register(async (texts) => {
    takeProgramText(texts);
    addProgramRoutes({ add, addText: routesOf(texts, entrance) }, deps);
  });
  await app.register(async (bytes) => {
    takeBytes(bytes);
    addImportRoutes({ add, addBytes: routesOf(bytes, entrance) }, deps);
  });
  addTemplateRoutes(add);
  addOrganizationRoutes(add, deps);
  addPublicOrganizationRoutes(app, db);
  addLiveRoutes(app, { entrance, changes });
  addCardLiveRoutes(app, { ...deps, liveBeatMs: parts.liveBeatMs });
  addKeyRoutes(add, deps);
  addSandboxRoutes(add, deps);
  addStaffRoutes(add, deps);
  addStoreRoutes(add, deps);
  addTillRoutes(add, deps);
  addOwnTillRoutes(add, deps);
  addCashierRoutes(add, deps);
  addPayConfirmationRoutes(add, deps);
  addLetterRoutes(add, deps);
  addConsentRoutes(add, deps);
  addDeedRoutes(add, deps);
  const note = (error: unknown): void => parts.log.warn({ err: error }, 'a letter was not written');
  addDoors(openRoutesOf(app, entrance), { ...deps, failed: note });
}

type DoorDeps = Parameters<typeof addOwnRoutes>[1] &
  Parameters<typeof addAcceptanceRoutes>[1] &
  Parameters<typeof addFoundingRoutes>[1] &
  Parameters<typeof addCardRoutes>[1] &
  Parameters<typeof addCardConfirmationRoutes>[1] &
  Parameters<typeof addPairingDoor>[1];

/** What needs no key: how people of the staff and customers come in, and what is their own. */
function addDoors(add: AddOpenRoute, deps: DoorDeps): void {
  addSignInRoutes(add, deps);
  addOwnRoutes(add, deps);
  addAcceptanceRoutes(add, deps);
  addFoundingRoutes(add, deps);
  addPublicConsentRoutes(add, deps);
  addOfferRoutes(add, deps);
  addCardRoutes(add, deps);
  addCardConfirmationRoutes(add, deps);
  addPairingDoor(add, deps);
}

/** What is unexpected is logged with the request's id, and the caller is told no more than that id. */
function failed(log: Log, error: unknown, request: FastifyRequest | null): Problem {
  const requestId = request?.id ?? crypto.randomUUID();
  const problem = problemFrom(error, requestId);
  if (request !== null) request.refusal = problem.code;
  if (problem.status < 500) return problem;
  const where = request === null ? {} : { method: request.method, route: request.routeOptions.url };
  if (problem.code === 'internal') log.error({ requestId, ...where, err: error }, 'request failed');
  else log.warn({ requestId, ...where, err: error }, 'request not served');
  return problem;
}

function headersOf(problem: Problem): Readonly<Record<string, string>> {
  if (problem.status === 401) return { 'www-authenticate': 'Bearer' };
  if (problem.code === 'writes_refused') return { 'retry-after': RETRY_WRITES_AFTER_SECONDS };
  if (problem.status === 503) return { 'retry-after': RETRY_AFTER_SECONDS };
  if (problem.status === 429) return { 'retry-after': String(problem['retryAfterSeconds']) };
  return problem.code === 'method_not_allowed' ? { allow: String(problem['allow']) } : {};
}
