/** Above which amount a till asks for a code from the customer. Owners change it, the others see it. */
import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useApi, useSession } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useShop } from '../../data/use-organization.ts';
import { PlaceProvider, useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Asked } from '../../ui/states.tsx';
import { storePhrases } from './phrases.ts';
import { useRefresh, useTillSettings } from './store-data.ts';

const AMOUNT_MAX = 100_000_000;

export function LimitCard(): ReactNode {
  const t = usePhrases(storePhrases);
  const { may } = useSession();
  const settings = useTillSettings();
  const shop = useShop();
  const [program] = shop.data?.programs ?? [];
  // What is never paid with units needs no code.
  if (shop.data?.programs.length === 0) return null;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Card>
      <Title order={2} size="h4">
        {t('limit.title')}
      </Title>
      <Text size="sm" c="dimmed" maw={640} mb="md">
        {t('limit.about')}
      </Text>
      <Asked query={settings}>
        {({ confirmAbove }) =>
          program === undefined ? null : (
            <PlaceProvider place={{ currency: program.currency, timeZone }}>
              {may('admin') ? (
                <Limit key={confirmAbove} confirmAbove={confirmAbove} currency={program.currency} />
              ) : (
                <LimitText confirmAbove={confirmAbove} />
              )}
            </PlaceProvider>
          )
        }
      </Asked>
    </Card>
  );
}

interface LimitProps {
  /** Minor money. */
  readonly confirmAbove: number | null;
  readonly currency: string;
}

function Limit({ confirmAbove, currency }: LimitProps): ReactNode {
  const t = usePhrases(storePhrases);
  const format = useFormat();
  const { client, answer } = useApi();
  const refresh = useRefresh();
  const scale = 10 ** format.minorDigits(currency);
  const [typed, setTyped] = useState<number | string>(confirmAbove === null ? '' : confirmAbove / scale);
  const wanted = typed === '' ? null : Math.round(Number(typed) * scale);
  const save = useCommand(({ input }: { readonly input: number | null }) =>
    answer(client.PUT('/v1/till-settings', { body: { confirmAbove: input } })),
  );
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    await save.run(wanted);
    refresh();
  };
  return (
    <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
      <Stack gap="sm" maw={420}>
        <NumberInput
          label={t('limit.amount')}
          description={t('limit.empty')}
          min={0}
          max={AMOUNT_MAX}
          decimalScale={format.minorDigits(currency)}
          decimalSeparator={format.decimalSeparator}
          thousandSeparator={format.groupSeparator}
          suffix={` ${symbolOf(format.money(0))}`}
          hideControls
          value={typed}
          onChange={setTyped}
        />
        {save.state.error === null ? null : <Refusal trouble={troubleOf(save.state.error)} />}
        <Group gap="sm">
          <Button type="submit" loading={save.state.isPending} disabled={wanted === confirmAbove}>
            {t('form.save')}
          </Button>
          <Text size="sm" role="status">
            {wanted === confirmAbove ? <LimitText confirmAbove={confirmAbove} /> : null}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function LimitText({ confirmAbove }: Pick<LimitProps, 'confirmAbove'>): ReactNode {
  const t = usePhrases(storePhrases);
  const format = useFormat();
  if (confirmAbove === null) return t('limit.none');
  return t('limit.is', { amount: format.money(confirmAbove) });
}

/** "0,00 ₽" → "₽". */
function symbolOf(money: string): string {
  return money.replaceAll(/[\d\s.,]/gu, '');
}
