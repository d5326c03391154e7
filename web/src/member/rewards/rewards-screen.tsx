/** What units buy: what is already chosen and waits at the till, and everything else, with why not now where that is so. */
import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Asked, Done, Empty } from '../../ui/states.tsx';
import type { Redemption } from '../card-types.ts';
import { walletsOf } from '../card/balance.tsx';
import { Frame } from '../frame.tsx';
import { OfProgram, ProgramSwitch, useProgram } from '../program-choice.tsx';
import { unitsText } from '../units.ts';
import { rewardsPhrases } from './phrases.ts';
import { RewardRow } from './reward-row.tsx';
import { TakenRow } from './taken-row.tsx';
import { useRewards, useTaken } from './use-rewards.ts';

export function RewardsScreen(): ReactNode {
  const t = usePhrases(rewardsPhrases);
  const rewards = useRewards();
  const taken = useTaken();
  const [fresh, setFresh] = useState<Redemption | null>(null);
  const waiting = (taken.data ?? []).filter(
    ({ id, status, code }) => id !== fresh?.id && (status === 'reserved' || (status === 'done' && code !== null)),
  );
  return (
    <Frame head={<Head />}>
      <div aria-live="polite">
        {fresh === null ? null : (
          <Done title={t('done.title')}>
            <TakenRow taken={fresh} />
          </Done>
        )}
      </div>
      {waiting.length === 0 ? null : (
        <Card title={t('waiting.title')}>
          <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
            {waiting.map((one) => (
              <li key={one.id}>
                <TakenRow taken={one} />
              </li>
            ))}
          </Stack>
        </Card>
      )}
      <Card title={t('all.title')}>
        <Stack gap="md">
          <ProgramSwitch />
          <OfProgram>
            <Asked query={rewards}>
              {(known) =>
                known.length === 0 ? (
                  <Empty title={t('empty.title')} advice={t('empty.advice')} />
                ) : (
                  <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
                    {known.map((reward) => (
                      <RewardRow key={reward.id} reward={reward} onTaken={setFresh} />
                    ))}
                  </Stack>
                )
              }
            </Asked>
          </OfProgram>
        </Stack>
      </Card>
    </Frame>
  );
}

function Head(): ReactNode {
  const t = usePhrases(rewardsPhrases);
  const format = useFormat();
  const { program } = useProgram();
  const [wallet] = program === undefined ? [] : walletsOf(program);
  return (
    <>
      <Title order={2} size="h3" mt="xs">
        {t('title')}
      </Title>
      {wallet === undefined ? null : (
        <Text className="kopilka-units">
          {t('head.available', { units: unitsText(format, wallet.available, wallet) })}
        </Text>
      )}
    </>
  );
}
