/** What the server says about a card, by the generated description of the API. */
import type { paths } from '@kopilka/client';

type Told<Operation> = Operation extends {
  readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer Body } } };
}
  ? Body
  : never;

export type Me = Told<paths['/v1/card/{organization}/me']['get']>;
export type CardProgram = Me['programs'][number];
export type CardWallet = CardProgram['wallets'][number];
export type SignedIn = Told<paths['/v1/card/{organization}/sign-in']['post']>;
export type PublicShop = Told<paths['/v1/public/organizations/{id}']['get']>;
export type Offer = Told<paths['/v1/public/organizations/{id}/offers']['get']>['offers'][number];
export type Consent = Told<paths['/v1/public/organizations/{id}/consents']['get']>['consents'][number];
export type History = Told<paths['/v1/card/{organization}/me/history']['get']>;
export type HistoryEntry = History['operations'][number];
export type Rewards = Told<paths['/v1/card/{organization}/me/rewards']['get']>;
export type Reward = Rewards['rewards'][number];
export type Redemption = Told<paths['/v1/card/{organization}/me/redemptions']['get']>['redemptions'][number];
export type Profile = Told<paths['/v1/card/{organization}/me/profile']['get']>;
export type CardSessionRow = Told<paths['/v1/card/{organization}/me/sessions']['get']>['sessions'][number];
