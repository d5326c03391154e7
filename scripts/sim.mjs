// npm run sim -- [--seed N] [--minutes M]: the ledger under fire, see server/test/simulation/main.ts.
await import('../server/test/simulation/main.ts');
