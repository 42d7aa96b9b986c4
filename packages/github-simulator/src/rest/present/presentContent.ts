/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { FOLDER_MODE, FileList } from '../../git';
import type { TreeEntry } from '../../git';
import type { Repository } from '../../state';
import type { Urls } from '../../Urls';
import type { Schema } from '../openapi';

/** A place in a repository: a path at a ref. */
export type Place = { repository: Repository; ref: string; path: string };

/** GitHub sends no content of files above this size. */
const LARGEST_CONTENT = 1_000_000;

/** A file with its content. */
export function presentFile(
  place: Place,
  id: string,
  urls: Urls,
): Schema<'content-file'> {
  const bytes = place.repository.objects.blob(id) ?? Buffer.alloc(0);
  const isLarge = bytes.length > LARGEST_CONTENT;
  return {
    ...describe(place, { id, isFolder: false, size: bytes.length }, urls),
    type: 'file',
    encoding: isLarge ? 'none' : 'base64',
    content: isLarge ? '' : bytes.toString('base64').replace(/.{60}/g, '$&\n'),
  };
}

/** What a folder holds, ordered by name; undefined: there is no such folder. */
export function presentFolder(
  place: Place,
  treeId: string,
  urls: Urls,
): Schema<'content-directory'> | undefined {
  const { repository, path } = place;
  const { objects } = repository;
  const folder = findFolder(place, treeId);
  if (!folder) return undefined;
  return [...folder]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, mode, id }) => {
      const isFolder = mode === FOLDER_MODE;
      const size = isFolder ? 0 : objects.blob(id)?.length ?? 0;
      const inside = { ...place, path: path ? `${path}/${name}` : name };
      return {
        ...describe(inside, { id, isFolder, size }, urls),
        type: isFolder ? 'dir' : 'file',
      };
    });
}

/** A folder and all below it, as `git/trees/{id}?recursive=1` lists them. */
export function presentTree(
  repository: Repository,
  treeId: string,
  options: { urls: Urls; isRecursive: boolean },
): Schema<'git-tree'> {
  const api = `${options.urls.repositoryApi(repository)}/git`;
  const { objects } = repository;
  const list = (id: string, prefix: string): Schema<'git-tree'>['tree'] =>
    (objects.tree(id) ?? []).flatMap(entry => {
      const path = `${prefix}${entry.name}`;
      if (entry.mode !== FOLDER_MODE) {
        return [
          {
            path,
            mode: entry.mode,
            type: 'blob',
            sha: entry.id,
            size: objects.blob(entry.id)?.length ?? 0,
            url: `${api}/blobs/${entry.id}`,
          },
        ];
      }
      const folder = {
        path,
        mode: '040000',
        type: 'tree',
        sha: entry.id,
        url: `${api}/trees/${entry.id}`,
      };
      return options.isRecursive
        ? [folder, ...list(entry.id, `${path}/`)]
        : [folder];
    });
  return {
    sha: treeId,
    url: `${api}/trees/${treeId}`,
    tree: list(treeId, ''),
    truncated: false,
  };
}

/** Paths and contents, for archives. */
export function contentsOf(
  { objects }: Repository,
  files: FileList,
): Map<string, Buffer> {
  return new Map(
    [...files].map(([path, { id }]) => [
      path,
      objects.blob(id) ?? Buffer.alloc(0),
    ]),
  );
}

function findFolder(
  { repository, path }: Place,
  treeId: string,
): TreeEntry[] | undefined {
  let entries = repository.objects.tree(treeId);
  for (const name of path.split('/').filter(Boolean)) {
    const next = entries?.find(entry => entry.name === name);
    entries =
      next?.mode === FOLDER_MODE ? repository.objects.tree(next.id) : undefined;
  }
  return entries;
}

/** What files and folders have in common. */
function describe(
  { repository, ref, path }: Place,
  what: { id: string; isFolder: boolean; size: number },
  urls: Urls,
) {
  const { id, isFolder, size } = what;
  const api = urls.repositoryApi(repository);
  const self = `${api}/contents/${encodeURI(path)}?ref=${encodeURIComponent(
    ref,
  )}`;
  const git = `${api}/git/${isFolder ? 'trees' : 'blobs'}/${id}`;
  const page = urls.repository(repository);
  const html = `${page}/${isFolder ? 'tree' : 'blob'}/${ref}/${path}`;
  return {
    name: path.split('/').at(-1)!,
    path,
    sha: id,
    size,
    url: self,
    html_url: html,
    git_url: git,
    download_url: isFolder ? null : `${page}/raw/${ref}/${path}`,
    _links: { self, git, html },
  };
}
