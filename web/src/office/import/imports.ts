/** What the screens ask of imports, and what they do with one. */
import type { paths, Schema } from '@kopilka/client';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useApi } from '../../data/session.tsx';
import { type Command, type Sent, useCommand } from '../../data/use-command.ts';

export type Import = Schema<'Import'>;
export type ImportFile = Schema<'ImportFile'>;
export type ImportKind = Import['kind'];
export type ImportState = Import['state'];
export type ImportProgress = NonNullable<Import['progress']>;
export type ImportCheck = NonNullable<Import['check']>;
export type ImportResult = NonNullable<Import['result']>;
export type Problem = ImportCheck['problems'][number];
export type Guess = NonNullable<Import['mapping']>;
export type Mapping = paths['/v1/imports/{id}/mapping']['put']['requestBody']['content']['application/json'];
export type ReadChoices = NonNullable<
  paths['/v1/imports/{id}/read']['post']['requestBody']
>['content']['application/json'];

const IMPORTS = ['imports'];
const LOOK_AGAIN_MS = 1_000;
const MOVING: ReadonlySet<ImportState> = new Set(['checking', 'running', 'stopping']);

export const importKey = (id: string): readonly string[] => ['import', id];

export function useImports(): UseQueryResult<{ readonly imports: readonly Import[] }> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: IMPORTS,
    meta: { live: ['Imports'] },
    queryFn: () => answer(client.GET('/v1/imports')),
    refetchInterval: ({ state }) => (state.data?.imports.some(isMoving) === true ? LOOK_AGAIN_MS : false),
  });
}

/** Asked again and again while something is at work on it. */
export function useImport(id: string): UseQueryResult<Import> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: importKey(id),
    meta: { live: ['Imports'] },
    queryFn: () => answer(client.GET('/v1/imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isMoving(state.data) ? LOOK_AGAIN_MS : false),
  });
}

function isMoving({ state }: Import): boolean {
  return MOVING.has(state);
}

export interface NewImport {
  readonly kind: ImportKind;
  readonly name: string;
  readonly bytes: number;
}

/** Its file follows in parts (upload.ts). */
export function useCreateImport(): Command<NewImport, Import> {
  const { client, answer } = useApi();
  const taken = useTaken();
  return useCommand(async ({ input, idempotencyKey }: Sent<NewImport>) => {
    const made = await answer(
      client.POST('/v1/imports', { body: input, params: { header: { 'idempotency-key': idempotencyKey } } }),
    );
    taken(made);
    return made;
  });
}

/** Reads the file's shape anew: another sheet, another encoding. */
export function useRead(id: string): UseMutationResult<Import, Error, ReadChoices> {
  const { client, answer } = useApi();
  return useChange((body) => answer(client.POST('/v1/imports/{id}/read', { params: { path: { id } }, body })));
}

export function useMap(id: string): UseMutationResult<Import, Error, Mapping> {
  const { client, answer } = useApi();
  return useChange((body) => answer(client.PUT('/v1/imports/{id}/mapping', { params: { path: { id } }, body })));
}

export function useStart(id: string): UseMutationResult<Import, Error, void> {
  const { client, answer } = useApi();
  return useChange(() => answer(client.POST('/v1/imports/{id}/start', { params: { path: { id } } })));
}

export function useStop(id: string): UseMutationResult<Import, Error, void> {
  const { client, answer } = useApi();
  return useChange(() => answer(client.POST('/v1/imports/{id}/stop', { params: { path: { id } } })));
}

export function useForget(id: string): UseMutationResult<void, Error, void> {
  const { client, done } = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => done(client.DELETE('/v1/imports/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: IMPORTS }),
  });
}

/** Whatever is done to an import answers with it as it stands then. */
function useChange<Input>(send: (input: Input) => Promise<Import>): UseMutationResult<Import, Error, Input> {
  return useMutation({ mutationFn: send, onSuccess: useTaken() });
}

function useTaken(): (changed: Import) => void {
  const queries = useQueryClient();
  return (changed) => {
    queries.setQueryData(importKey(changed.id), changed);
    void queries.invalidateQueries({ queryKey: IMPORTS });
  };
}
