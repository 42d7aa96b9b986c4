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

import type { z as zod } from 'zod/v3';

type Z = typeof zod;

/** The input and output of `agent-tasks:start`. */
export const startSchema = {
  input: {
    repoUrl: optionalText(
      'The repository as RepoUrlPicker gives it (github.com?owner=acme&repo=billing). Give this or repository',
    ),
    repository: optionalText(
      'The repository as owner/name. Give this or repoUrl',
    ),
    prompt: optionalText(
      'The whole brief for the agent. Give this or promptFile',
    ),
    promptFile: optionalText(
      'The path of a file in the workspace that holds the brief. Give this or prompt',
    ),
    baseRef: optionalText(
      'The branch to start from and to merge into; the default branch if absent',
    ),
    headRef: optionalText('The branch of an open pull request to go on with'),
    model: optionalText('A model by the name GitHub gives it; Auto if absent'),
    customAgent: optionalText(
      'The file name of a custom agent, without .agent.md',
    ),
    createPullRequest: (z: Z) =>
      z
        .boolean()
        .describe('Whether the agent opens a pull request')
        .default(true),
    entityRef: optionalText(
      'The full ref of the entity on whose page the task is shown',
    ),
    token: optionalText(
      "The user's own token for GitHub; secrets.USER_OAUTH_TOKEN if absent",
    ),
  },
  output: {
    taskId: text("The portal's id of the task"),
    githubTaskId: optionalText(
      "GitHub's id of the task; absent while it is not known",
    ),
    taskUrl: optionalText(
      'The task on GitHub; absent where GitHub gave no link',
    ),
    portalUrl: text('The task in the portal'),
    state: optionalText(
      'The state of the task, usually queued; absent while GitHub has not confirmed it',
    ),
    entityRef: optionalText(
      'The entity on whose page the task is shown: as given, else the one in the catalog with this repository',
    ),
  },
};

function text(description: string) {
  return (z: Z) => z.string().describe(description);
}

function optionalText(description: string) {
  return (z: Z) => z.string().describe(description).optional();
}
