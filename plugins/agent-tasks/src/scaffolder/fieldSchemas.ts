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

import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The secret that `agent-tasks:start` reads, as Backstage's own pickers name it. */
export const DEFAULT_SECRETS_KEY = 'USER_OAUTH_TOKEN';

/** The form field in which a template asks for the repository, unless told otherwise. */
export const DEFAULT_REPOSITORY_FIELD = 'repository';

/** Value and options of the repository picker, for the form and its documentation. */
export const repositoryPickerSchema = makeFieldSchema({
  output: z => z.string().describe('The repository, as owner/name'),
  uiOptions: z =>
    z.object({
      secretsKey: z
        .string()
        .optional()
        .describe(
          `The template secret that receives the GitHub token; ${DEFAULT_SECRETS_KEY} if absent`,
        ),
    }),
});

/** Value and options of the model picker, for the form and its documentation. */
export const modelPickerSchema = makeFieldSchema({
  output: z => z.string().describe('The model by the name GitHub gives it'),
  uiOptions: z =>
    z.object({
      repositoryField: z
        .string()
        .optional()
        .describe(
          `The field of the form that holds the repository; ${DEFAULT_REPOSITORY_FIELD} if absent`,
        ),
    }),
});

/** What the form gives the repository picker. */
export type RepositoryPickerProps = typeof repositoryPickerSchema.TProps;

/** What the form gives the model picker. */
export type ModelPickerProps = typeof modelPickerSchema.TProps;
