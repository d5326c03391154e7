/** What the routes of a person who has signed in share. */
import type { Clock } from '../../kit/clock.ts';
import type { PeopleDeps } from './sign-in-routes.ts';

export interface OwnDeps extends PeopleDeps {
  readonly clock: Clock;
}
