/** /v1/card: everything that the customer's card asks. Each route sees the member's own things only. */
import type { AddOpenRoute } from '../../route.ts';
import type { CardDeps } from './card-deps.ts';
import { addCardReadingRoutes } from './card-routes.ts';
import { addCardContactRoutes } from './contact-routes.ts';
import { addCardDataRoutes } from './data-routes.ts';
import { addCardProfileRoutes } from './profile-routes.ts';
import { addCardRewardRoutes } from './reward-routes.ts';
import { addCardSignInRoutes } from './sign-in-routes.ts';

export function addCardRoutes(add: AddOpenRoute, deps: CardDeps): void {
  addCardSignInRoutes(add, deps);
  addCardReadingRoutes(add, deps);
  addCardRewardRoutes(add, deps);
  addCardProfileRoutes(add, deps);
  addCardContactRoutes(add, deps);
  addCardDataRoutes(add, deps);
}
