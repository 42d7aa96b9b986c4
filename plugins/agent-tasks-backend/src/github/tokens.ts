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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';

/**
 * Reads `X-GitHub-Token`; `undefined` if it is missing. What cannot be a token
 * is refused before it gets anywhere, and so are installation tokens (`ghs_`,
 * among them the GITHUB_TOKEN of GitHub Actions), for which GitHub does not
 * offer agent tasks. Prefixes that are not known pass: GitHub may add some.
 */
export function parseGitHubToken(
  header: string | undefined,
): string | undefined {
  if (header === undefined || header === '') return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    const message =
      'X-GitHub-Token holds no token: a GitHub token has at most 255 visible ASCII characters and no spaces. Send the token alone, without a word before it.';
    throw new AgentTasksError('validation_failed', message, {
      issues: [{ path: 'X-GitHub-Token', message }],
    });
  }
  if (header.startsWith('ghs_')) {
    throw new AgentTasksError(
      'github_token_unsupported',
      'X-GitHub-Token holds an installation token (ghs_…), for which GitHub does not offer agent tasks. Sign in to GitHub as a user, or use a personal access token.',
    );
  }
  return header;
}
