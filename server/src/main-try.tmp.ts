import { Command } from 'commander';
import { addApply } from './commands/apply.ts';
import { addDemo } from './commands/demo.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import.ts';
import { addOrganization } from './commands/organization.ts';
const program = new Command('kopilka');
for (const add of [addApply, addOrganization, addImport, addDemo, addExport]) add(program);
await program.parseAsync();
