/** A plain text whose paragraphs are separated by empty lines, of any language and direction. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export function Paragraphs({ text }: { readonly text: string }): ReactNode {
  return (
    <Stack gap="xs" maw="46rem">
      {text.split(/\n\s*\n/u).map((paragraph, index) => (
        <Text key={`${index} ${paragraph}`} dir="auto" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {paragraph}
        </Text>
      ))}
    </Stack>
  );
}
