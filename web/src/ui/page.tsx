/** One page of the office: its name, what it is of, what can be done, and its cards. */
import { Group, Paper, type PaperProps, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

export interface PageProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  /** As wide as there is room: for what stands side by side. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, about, actions, isWide = false, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Kopilka`;
  }, [title]);
  return (
    <Stack gap="lg" {...(isWide ? {} : { maw: 1200 })}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {about === undefined ? null : <Text c="dimmed">{about}</Text>}
        </div>
        {actions === undefined ? null : <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}

export interface CardProps extends PaperProps {
  readonly title?: string;
  readonly children: ReactNode;
}

/** A quiet sheet that holds one matter. */
export function Card({ title, children, ...paper }: CardProps): ReactNode {
  return (
    <Paper withBorder radius="lg" p="lg" {...paper}>
      {title === undefined ? null : (
        <Title order={2} size="h5" mb="md">
          {title}
        </Title>
      )}
      {children}
    </Paper>
  );
}

export interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  /** Under the number: what it is compared with. */
  readonly note?: ReactNode;
}

/** A number first, its name above, what it means below. */
export function Figure({ label, value, note }: FigureProps): ReactNode {
  return (
    <div style={{ maxWidth: '100%' }}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={26} fw={700} lh={1.25} className="kopilka-units">
        {value}
      </Text>
      {note === undefined ? null : (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
    </div>
  );
}
