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

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '../../state';

/** Git asks this for every ref of a push. The list says what must not happen, e.g. `delete refs/heads/main`. */
const UPDATE_HOOK = `#!/bin/sh
zero=0000000000000000000000000000000000000000
refuse() {
  grep -qxF "$1 $2" "$GIT_DIR/forbidden" || exit 0
  echo "error: GH006: Protected branch update failed for $2." >&2
  echo "error: Cannot $3 this branch" >&2
  exit 1
}
[ "$2" = "$zero" ] && exit 0
[ "$3" = "$zero" ] && refuse delete "$1" delete
git merge-base --is-ancestor "$2" "$3" && exit 0
refuse rewrite "$1" "force-push to"
`;

/** Lets git refuse to delete or rewrite the protected branches of a bare repository. */
export async function protectBranches(
  path: string,
  { protections = {} }: Repository,
): Promise<void> {
  const forbidden = Object.entries(protections).flatMap(([branch, rules]) => [
    ...(isOn(rules.allow_deletions) ? [] : [`delete refs/heads/${branch}`]),
    ...(isOn(rules.allow_force_pushes) ? [] : [`rewrite refs/heads/${branch}`]),
  ]);
  await mkdir(join(path, 'hooks'), { recursive: true });
  await writeFile(join(path, 'hooks', 'update'), UPDATE_HOOK, { mode: 0o755 });
  await writeFile(join(path, 'forbidden'), `${forbidden.join('\n')}\n`);
}

function isOn(rule: unknown): boolean {
  return (rule as { enabled?: boolean } | undefined)?.enabled === true;
}
