/** A role to choose, each with what it may do. */
import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { capitalised } from '../../i18n/format.ts';
import { type Role, useRoles } from '../roles.ts';

export interface RoleChoiceProps {
  readonly label: string;
  readonly value: Role;
  onChange(role: Role): void;
}

export function RoleChoice({ label, value, onChange }: RoleChoiceProps): ReactNode {
  const roles = useRoles();
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(chosen) => onChange(roles.find(({ role }) => role === chosen)?.role ?? value)}
    >
      <Stack gap="sm" mt="xs">
        {roles.map(({ role, name, may }) => (
          <Radio key={role} value={role} label={capitalised(name)} description={may} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
