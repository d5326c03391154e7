/** «Импорт»: begin one, and all there were. */
import { Anchor, Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { type Import, useImports } from './imports.ts';
import { importListPhrases } from './list-phrases.ts';
import { NewImport } from './new-import.tsx';
import { useStateWords } from './state-words.ts';

export function ImportsScreen(): ReactNode {
  const t = usePhrases(importListPhrases);
  const imports = useImports();
  return (
    <Page title={t('title')} about={t('about')}>
      <NewImport />
      <Card title={t('list.title')}>
        <Asked query={imports}>
          {({ imports: found }) =>
            found.length === 0 ? (
              <Empty title={t('none.title')} advice={t('none.advice')} />
            ) : (
              <Rows label={t('list.title')}>
                {found.map((one) => (
                  <ImportRow key={one.id} one={one} />
                ))}
              </Rows>
            )
          }
        </Asked>
      </Card>
    </Page>
  );
}

function ImportRow({ one }: { readonly one: Import }): ReactNode {
  const t = usePhrases(importListPhrases);
  const format = useFormat();
  const stateWords = useStateWords();
  const { id, kind, name, state, createdAt, createdBy } = one;
  const about = { kind: kind === 'members' ? t('members') : t('receipts'), when: format.dateTime(createdAt) };
  const { words, color } = stateWords(state);
  return (
    <Row
      title={
        <Anchor inherit renderRoot={(props) => <Link to="/import/$id" params={{ id }} {...props} />}>
          {name}
        </Anchor>
      }
      about={createdBy === null ? t('list.about', about) : t('list.about-by', { ...about, who: createdBy })}
      marks={<Badge color={color}>{words}</Badge>}
    />
  );
}
