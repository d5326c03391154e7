/** A time zone of the IANA list, found by typing a part of its name. */
import { Select } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { storePhrases } from './phrases.ts';

export interface ZoneSelectProps {
  readonly value: string | null;
  onChange(zone: string | null): void;
}

const SHOWN_MAX = 50;

export function ZoneSelect({ value, onChange }: ZoneSelectProps): ReactNode {
  const t = usePhrases(storePhrases);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  // What the server knows and this browser does not stays as it is.
  const data = value === null || zones.includes(value) ? zones : [value, ...zones];
  return (
    <Select
      label={t('store.zone')}
      description={t('store.zone-about')}
      data={data}
      value={value}
      onChange={onChange}
      limit={SHOWN_MAX}
      searchable
      clearable
    />
  );
}
