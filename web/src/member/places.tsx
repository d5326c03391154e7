/**
 * Where one is in the card, and the ways from place to place without loading the page. Four places without parameters need no router:
 * TanStack's is 27 kB of gzipped script, a fifth of what the card may weigh.
 */
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useState,
} from 'react';
import classes from './places.module.css';

const PathContext = createContext<string | null>(null);
const GONE = 'kopilka.gone';

/** Goes to a path of this card, as a link does. */
export function go(to: string): void {
  history.pushState(null, '', to);
  dispatchEvent(new Event(GONE));
  scrollTo(0, 0);
}

export function PathProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    // The screen that was left stays until the next one has been loaded.
    const follow = (): void => startTransition(() => setPath(location.pathname));
    addEventListener(GONE, follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener(GONE, follow);
      removeEventListener('popstate', follow);
    };
  }, []);
  return <PathContext value={path}>{children}</PathContext>;
}

export function usePath(): string {
  const path = useContext(PathContext);
  if (path === null) throw new Error('a screen outside of PathProvider');
  return path;
}

export interface PlaceLinkProps {
  /** The whole path. */
  readonly to: string;
  readonly isHere?: boolean;
  readonly children: ReactNode;
}

/** A link within the card; whoever wants it in another tab opens it there. */
export function PlaceLink({ to, isHere = false, children }: PlaceLinkProps): ReactNode {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a className={classes['link']} href={to} aria-current={isHere ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
