/** A sheet above the screen for one deed; it can be closed by its cross, by Escape and, unless something would be lost, by a click beside it. */
import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Whether it holds something that is shown only once. */
  readonly isPrecious?: boolean;
  onClose(): void;
}

export function Dialog({ title, children, isPrecious = false, onClose }: DialogProps): ReactNode {
  const t = usePhrases(uiPhrases);
  const [opener] = useState(() => document.activeElement);
  // Whoever works by keyboard goes on where they were.
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={!isPrecious}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      {children}
    </Modal>
  );
}
