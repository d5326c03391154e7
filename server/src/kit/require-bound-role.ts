/** Row-level security is what keeps organizations apart, so whoever works for one of them must be bound by it. */
import pg from 'pg';
import { z } from 'zod';
import { ConfigError } from './config.ts';

const roleSchema = z.object({ name: z.string(), free: z.boolean(), cluster: z.boolean() });

export interface DatabaseAddresses {
  readonly url: string;
  /** Of transactions for one organization, when it is another. */
  readonly tenantUrl: string | undefined;
}

/** Throws ConfigError, a sentence that says which setting to mend, when organizations would see each other's rows. */
export async function requireBoundRole({ url, tenantUrl }: DatabaseAddresses): Promise<void> {
  const role = await roleOf(url);
  if (role.cluster && !role.free) {
    throw new ConfigError(
      `DATABASE_URL: this database is a Citus cluster, where the role ${role.name} needs bypassrls. See docs/guide/scale.md.`,
    );
  }
  const tenant = tenantUrl === undefined ? role : await roleOf(tenantUrl);
  if (!tenant.free) return;
  if (tenantUrl !== undefined) throw new ConfigError(freeSentence('DATABASE_TENANT_URL', tenant.name));
  if (!role.cluster) throw new ConfigError(freeSentence('DATABASE_URL', role.name));
  throw new ConfigError(
    'DATABASE_TENANT_URL must be set: this database is a Citus cluster, where the role of DATABASE_URL passes row-level security, ' +
      "and organizations would see each other's rows. See docs/guide/scale.md.",
  );
}

function freeSentence(variable: string, role: string): string {
  return (
    `${variable}: the role ${role} is a superuser or has bypassrls. Row-level security is what keeps organizations apart, ` +
    'so use a role that it binds. See docs/guide/scale.md.'
  );
}

async function roleOf(url: string): Promise<z.infer<typeof roleSchema>> {
  const client = new pg.Client({ connectionString: url, application_name: 'kopilka' });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select rolname as name, rolsuper or rolbypassrls as free, exists (select from pg_extension where extname = 'citus') as cluster
       from pg_roles
       where rolname = current_user`,
    );
    return roleSchema.parse(rows[0]);
  } finally {
    await client.end();
  }
}
