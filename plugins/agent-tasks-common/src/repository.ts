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

import { z } from 'zod';

const MALFORMED_MESSAGE =
  'Give the repository as owner/name, for example acme/billing.';

/**
 * A repository on GitHub as `owner/name`. An owner has letters, digits and
 * hyphens; a name has letters, digits, `.`, `_` and `-`, and is neither `.` nor `..`.
 *
 * @public
 */
export const repositorySchema = z
  .string(MALFORMED_MESSAGE)
  .max(140, 'A repository is at most 140 characters, as owner/name.')
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
    MALFORMED_MESSAGE,
  )
  .meta({
    description: 'A repository on GitHub, as owner/name',
    example: 'acme/billing',
  });

/**
 * The owner and the name of a repository given as `owner/name`.
 *
 * @public
 */
export function splitRepository(repository: string): {
  owner: string;
  repo: string;
} {
  const [owner, repo] = repository.split('/');
  return { owner, repo };
}
