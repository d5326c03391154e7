// npm run screens -- [--only office/members] [--widths 360,1440]: a picture of every screen, see server/test/web/screens-tour.ts.
import { buildWebIfNeeded } from './build-web.mjs';

if (!buildWebIfNeeded()) throw new Error('The screens could not be built.');
await import('../server/test/web/screens-tour.ts');
