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

import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import {
  agentTaskCreatePermission,
  startTaskRequestSchema,
} from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { findRepository } from '../presentation/findRepository';
import { agentTasksTranslationRef } from '../translation';
import { DEFAULT_REPOSITORY_FIELD } from './fieldSchemas';

type Context = Parameters<CustomFieldValidator<string>>[2];

/**
 * Lets a form go on only with a repository in which the person may start tasks.
 * When that cannot be asked, the portal's own sentence says why.
 */
export async function validateRepository(
  value: string,
  field: { addError: (message: string) => void },
  context: Pick<Context, 'apiHolder'>,
): Promise<void> {
  // A missing value is the schema's business: the template says what is required.
  if (!value) return;
  if (!(await mayStartTasks(context))) {
    const t = translate(context);
    field.addError(
      t('scaffolder.notPermitted', {
        permission: agentTaskCreatePermission.name,
      }),
    );
    return;
  }
  const repositories = await listRepositories(context);
  if (!findRepository(repositories, value)) {
    const t = translate(context);
    field.addError(t('scaffolder.repositoryNotAllowed', { repository: value }));
  }
}

/** Lets a form go on only with a model that the rules of the chosen repository allow. */
export async function validateModel(
  value: string | undefined,
  field: { addError: (message: string) => void },
  context: Pick<Context, 'apiHolder' | 'formData' | 'uiSchema'>,
): Promise<void> {
  if (value) {
    const parsed = startTaskRequestSchema.shape.model.safeParse(value);
    if (!parsed.success) {
      field.addError(parsed.error.issues[0].message);
      return;
    }
  }
  const options = context.uiSchema?.['ui:options'] as
    | { repositoryField?: string }
    | undefined;
  const repository =
    context.formData[options?.repositoryField ?? DEFAULT_REPOSITORY_FIELD];
  if (typeof repository !== 'string' || !repository) return;
  const models = findRepository(
    await listRepositories(context),
    repository,
  )?.models;
  if (models && !models.includes(value ?? '')) {
    const t = translate(context);
    field.addError(
      t('scaffolder.modelNotAllowed', { models: models.join(', ') }),
    );
  }
}

// Whoever may not is told so before a run fails of it.
async function mayStartTasks({ apiHolder }: Pick<Context, 'apiHolder'>) {
  const answer = await apiHolder
    .get(permissionApiRef)
    ?.authorize({ permission: agentTaskCreatePermission });
  return answer?.result !== AuthorizeResult.DENY;
}

async function listRepositories({ apiHolder }: Pick<Context, 'apiHolder'>) {
  const api = apiHolder.get(agentTasksApiRef);
  if (!api) {
    throw new Error(
      'The Agent Tasks plugin is not installed in this portal, so the form cannot go on. Tell your platform admins.',
    );
  }
  return (await api.listRepositories()).items;
}

// Validators are no components, so they cannot use the hook for translations.
function translate({ apiHolder }: Pick<Context, 'apiHolder'>) {
  const snapshot = apiHolder
    .get(translationApiRef)
    ?.getTranslation(agentTasksTranslationRef);
  if (!snapshot?.ready)
    throw new Error('The texts of the portal are not loaded yet. Try again.');
  return snapshot.t;
}
