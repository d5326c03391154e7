/** The camera as a scanner: it looks until it has read a code. */
import { Alert, Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { Dialog } from '../ui/dialog.tsx';
import classes from './till.module.css';
import { openBarcodeReader } from './read-barcode.ts';
import { whoPhrases } from './who-phrases.ts';

export interface CameraProps {
  onScan(text: string): void;
  onClose(): void;
}

type Failure = 'none' | 'denied' | 'busy';

const LOOK_MS = 120;

export function Camera({ onScan, onClose }: CameraProps): ReactNode {
  const t = usePhrases(whoPhrases);
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <Dialog title={t('camera.title')} onClose={onClose}>
      <Stack gap="md">
        {failure === null ? <Finder onScan={onScan} onFailure={setFailure} /> : <Failed failure={failure} />}
        <Button variant="default" onClick={onClose}>
          {t('camera.close')}
        </Button>
      </Stack>
    </Dialog>
  );
}

function Finder({ onScan, onFailure }: Pick<CameraProps, 'onScan'> & { onFailure(failure: Failure): void }): ReactNode {
  const t = usePhrases(whoPhrases);
  const video = useRef<HTMLVideoElement>(null);
  const read = useEffectEvent(onScan);
  const fail = useEffectEvent(onFailure);
  useEffect(() => {
    const stop = new AbortController();
    look(video.current, stop.signal).then(
      (text) => {
        if (text !== null) read(text);
      },
      (error: unknown) => fail(failureOf(error)),
    );
    return () => stop.abort();
  }, []);
  return (
    <>
      {/* A picture of what the camera sees has nothing to be read out. */}
      <video ref={video} className={classes['video']} muted playsInline aria-hidden="true" />
      <Text c="dimmed" ta="center">
        {t('camera.about')}
      </Text>
    </>
  );
}

function Failed({ failure }: { readonly failure: Failure }): ReactNode {
  const t = usePhrases(whoPhrases);
  const words = {
    none: { title: t('camera.none'), advice: t('camera.none-advice') },
    denied: { title: t('camera.denied'), advice: t('camera.denied-advice') },
    busy: { title: t('camera.busy'), advice: t('camera.busy-advice') },
  }[failure];
  return (
    <Alert color="yellow" variant="light" radius="lg" role="alert" title={words.title}>
      {words.advice}
    </Alert>
  );
}

/** Null when it was closed before anything was read. The camera is let go in any case. */
async function look(video: HTMLVideoElement | null, signal: AbortSignal): Promise<string | null> {
  // Browsers hide cameras from pages that came without encryption.
  if (video === null || navigator.mediaDevices === undefined) throw new DOMException('no camera', 'NotFoundError');
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  });
  try {
    if (signal.aborted) return null;
    video.srcObject = stream;
    await video.play();
    const read = await openBarcodeReader();
    while (!signal.aborted) {
      const text = video.videoWidth === 0 ? null : await read(video);
      if (text !== null && text !== '' && !signal.aborted) return text;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return null;
  } catch (error) {
    // Closing the window ends the video in the middle of whatever it was doing.
    if (signal.aborted) return null;
    throw error;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

function failureOf(error: unknown): Failure {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy';
}
