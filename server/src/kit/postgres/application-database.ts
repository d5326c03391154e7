// The role and the database the application works with. The role owns its database and nothing else: it is no superuser
// and cannot bypass row-level security (tables must say `force row level security`, since it owns them).
import pg from 'pg';

export const APPLICATION_NAME = 'kopilka';

/** Makes what is missing and sets the role's password to the one in secrets.json; safe to repeat. */
export async function ensureApplicationDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'kopilka start' });
  await client.connect();
  try {
    const roles = await client.query('select from pg_catalog.pg_roles where rolname = $1', [APPLICATION_NAME]);
    const verb = roles.rowCount === 0 ? 'create' : 'alter';
    const rights = 'login nosuperuser nocreatedb nocreaterole nobypassrls';
    await client.query(`${verb} role ${APPLICATION_NAME} ${rights} password ${client.escapeLiteral(password)}`);
    const databases = await client.query('select from pg_catalog.pg_database where datname = $1', [APPLICATION_NAME]);
    if (databases.rowCount === 0) {
      await client.query(
        `create database ${APPLICATION_NAME} owner ${APPLICATION_NAME} template template0 encoding 'UTF8'`,
      );
    }
  } finally {
    await client.end();
  }
}
