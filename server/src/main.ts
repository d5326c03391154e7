/** The `kopilka` command. A new command is a file in commands/ that exports add…(program), and a line here. */
import { Command } from 'commander';
import { addApply } from './commands/apply.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addDemo } from './commands/demo.ts';
import { addImport } from './commands/import.ts';
import { addExport } from './commands/export.ts';
import { addMigrate } from './commands/migrate.ts';
import { addOpenapi } from './commands/openapi.ts';
import { addOrganization } from './commands/organization.ts';
import { addReports } from './commands/reports.ts';
import { addRestore } from './commands/restore.ts';
import { addServe } from './commands/serve/serve.ts';
import { addStaff } from './commands/staff.ts';
import { VERSION } from './commands/version.ts';

const program = new Command('kopilka')
  .description('Kopilka: the loyalty system that a shop runs itself')
  .version(VERSION);
for (const add of [
  addServe,
  addMigrate,
  addApply,
  addOrganization,
  addStaff,
  addAudit,
  addCheck,
  addDemo,
  addImport,
  addExport,
  addBackup,
  addRestore,
  addReports,
  addOpenapi,
])
  add(program);
await program.parseAsync();
