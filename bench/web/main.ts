/**
 * npm run bench -- web: what the three apps bring to a browser at first load, the time from a scan to the offer, and how long members are
 * searched for among a million; about seven minutes. One alone: `web/sizes`, `scans`, `search`.
 */
await import('./sizes.ts');
await import('../scans.ts');
await import('../search.ts');
