/** A receipt as the file tells it, all its rows put together, or why it cannot be taken as one. */
import type { Instant } from '@kopilka/engine';
import type { Identity } from '../members/identity.ts';
import type { FileLine, LineFault, Oddity } from './read-line.ts';

export interface FileReceipt {
  readonly type: 'sale' | 'return';
  readonly id: string;
  /** The first of its rows. */
  readonly row: number;
  readonly at: Instant;
  /** null: a receipt of nobody. */
  readonly member: Identity | null;
  readonly store: string | null;
  /** At least one. */
  readonly lines: readonly FileLine[];
}

/** Why a receipt of the file does not go in. */
export type FileFault =
  | LineFault
  | 'receipt_missing'
  | 'date_unreadable'
  | 'member_unreadable'
  | 'several_members'
  | 'mixed_signs'
  | 'too_many_lines'
  | `policy_${Oddity}`;

export interface FileRefusal {
  readonly type: 'refused';
  readonly id: string;
  readonly row: number;
  readonly code: FileFault;
}

/** Every line was dropped by a policy. */
export interface EmptyReceipt {
  readonly type: 'empty';
  readonly id: string;
  readonly row: number;
}

export type FileItem = FileReceipt | FileRefusal | EmptyReceipt;
