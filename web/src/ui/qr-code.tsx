/** A QR code as a drawing that stays sharp at any size, dark on white whatever the page's colours are: cameras want it so. */
import { type ReactNode, useMemo } from 'react';
import { encode } from 'uqr';

export interface QrCodeProps {
  readonly text: string;
  /** What it leads to, for whoever cannot see it. */
  readonly label: string;
  /** Any CSS width; as wide as there is room if absent. */
  readonly width?: string;
}

/** Modules of white around it, as the standard wants. */
const QUIET_MODULES = 4;

export function QrCode({ text, label, width = '100%' }: QrCodeProps): ReactNode {
  const { path, size } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${size + 2 * QUIET_MODULES} ${size + 2 * QUIET_MODULES}`}
      style={{ width, display: 'block', background: '#fff', borderRadius: '0.5rem' }}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}

function drawn(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { border: 0, ecc: 'M' });
  const path = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return { path, size };
}
