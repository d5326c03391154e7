/**
 * One or two lines over time: what a row of numbers does not say. Drawn by hand in SVG with the theme's colours, because charting libraries
 * bring more than a hundred kilobytes for it. Under the pointer it reads out a day; the same numbers stand below it as a table, for
 * whoever does not see the lines.
 */
import { Box, Group, ScrollArea, Table, Text } from '@mantine/core';
import { type PointerEvent, type ReactNode, useId, useState } from 'react';
import classes from './line-chart.module.css';

export interface ChartLine {
  readonly name: string;
  /** One for each point. */
  readonly values: readonly number[];
}

export interface ChartPoint {
  /** At the axis: «21 нояб.». */
  readonly short: string;
  /** «21 нояб. 2026 г.» */
  readonly full: string;
}

export interface LineChartProps {
  /** From left to right. */
  readonly points: readonly ChartPoint[];
  /** The first is filled and the second is dashed, so that colour is not needed to tell them apart. */
  readonly lines: readonly [ChartLine, ChartLine];
  /** What is told to whoever does not see it. */
  readonly summary: string;
  /** A value in full. */
  write(value: number): string;
  /** A value at the axis, as short as it can be. */
  writeShort(value: number): string;
  readonly words: { readonly table: string; readonly label: string };
}

/** The drawing's own units; it is stretched to whatever place there is. */
const WIDTH = 1000;
const HEIGHT = 200;
const STEPS = 4;

export function LineChart({ points, lines, summary, write, writeShort, words }: LineChartProps): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const gradient = useId();
  const top = niceTop(Math.max(...lines.flatMap(({ values }) => values), 1));
  const xOf = (index: number): number => (points.length < 2 ? WIDTH / 2 : (index / (points.length - 1)) * WIDTH);
  const yOf = (value: number): number => HEIGHT - (Math.max(0, value) / top) * HEIGHT;
  const pathOf = ({ values }: ChartLine): string =>
    values.map((value, index) => `${index === 0 ? 'M' : 'L'}${xOf(index)},${yOf(value)}`).join(' ');
  const [main, other] = lines;
  const follow = ({ currentTarget, clientX }: PointerEvent<SVGSVGElement>): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setAt(Math.round(Math.min(1, Math.max(0, (clientX - left) / width)) * (points.length - 1)));
  };
  return (
    <div>
      <Legend lines={lines} at={at} label={at === null ? null : (points[at]?.full ?? null)} write={write} />
      <div className={classes['plot']}>
        <div className={classes['scale']} aria-hidden="true">
          {Array.from({ length: STEPS + 1 }, (_, step) => (
            <span key={step} className="kopilka-figures">
              {writeShort(top - (top / STEPS) * step)}
            </span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes['drawing']}
          role="img"
          aria-label={summary}
          onPointerMove={follow}
          onPointerLeave={() => setAt(null)}
        >
          <defs>
            <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" className={classes['shade']} stopOpacity="0.18" />
              <stop offset="1" className={classes['shade']} stopOpacity="0.04" />
            </linearGradient>
          </defs>
          {Array.from({ length: STEPS + 1 }, (_, step) => (
            <line
              key={step}
              className={classes['grid']}
              x1={0}
              x2={WIDTH}
              y1={(HEIGHT / STEPS) * step}
              y2={(HEIGHT / STEPS) * step}
            />
          ))}
          <path d={`${pathOf(main)} L${WIDTH},${HEIGHT} L0,${HEIGHT} Z`} fill={`url(#${gradient})`} />
          <path d={pathOf(other)} className={classes['other']} />
          <path d={pathOf(main)} className={classes['main']} />
          {at === null ? null : <line className={classes['cursor']} x1={xOf(at)} x2={xOf(at)} y1={0} y2={HEIGHT} />}
        </svg>
        <Group gap={4} justify="space-between" wrap="nowrap" className={classes['days']} aria-hidden="true">
          {ticksOf(points).map(({ short, full }) => (
            <span key={full}>{short}</span>
          ))}
        </Group>
      </div>
      <Numbers points={points} lines={lines} write={write} words={words} />
    </div>
  );
}

interface LegendProps extends Pick<LineChartProps, 'lines' | 'write'> {
  readonly at: number | null;
  readonly label: string | null;
}

function Legend({ lines, at, label, write }: LegendProps): ReactNode {
  return (
    <Group gap="lg" mb="sm" mih={24}>
      {lines.map(({ name, values }, line) => (
        <Group key={name} gap={6} wrap="nowrap">
          <span className={classes[line === 0 ? 'main-mark' : 'other-mark']} aria-hidden="true" />
          <Text size="sm">
            {name}
            {at === null ? null : (
              <Text span fw={650} className="kopilka-figures">
                {` ${write(values[at] ?? 0)}`}
              </Text>
            )}
          </Text>
        </Group>
      ))}
      {label === null ? null : (
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      )}
    </Group>
  );
}

function Numbers({ points, lines, write, words }: Pick<LineChartProps, 'points' | 'lines' | 'write' | 'words'>) {
  return (
    <Box component="details" mt="sm" className={classes['numbers']}>
      <summary>{words.table}</summary>
      <ScrollArea.Autosize mah={320} mt="xs" viewportProps={{ tabIndex: 0 }}>
        <Table aria-label={words.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.label}</Table.Th>
              {lines.map(({ name }) => (
                <Table.Th key={name} ta="right">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {points.map(({ full }, index) => (
              <Table.Tr key={full}>
                <Table.Td>{full}</Table.Td>
                {lines.map(({ name, values }) => (
                  <Table.Td key={name} ta="right" className="kopilka-figures">
                    {write(values[index] ?? 0)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Box>
  );
}

/** The first, the last and two between: as many as fit on a phone. */
function ticksOf(points: readonly ChartPoint[]): readonly ChartPoint[] {
  const places = [0, 1 / 3, 2 / 3, 1].map((part) => Math.round(part * (points.length - 1)));
  return [...new Set(places)].flatMap((place) => points[place] ?? []);
}

/** The next number of the kind 1, 2, 4, 8 × 10ⁿ, which four steps divide well. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 4, 8, 10].find((factor) => factor * power >= most) ?? 10) * power;
}
