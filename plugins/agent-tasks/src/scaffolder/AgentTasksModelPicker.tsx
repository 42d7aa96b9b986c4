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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { useEffect } from 'react';
import { ChoiceField } from '../components/ChoiceField';
import { MODEL_HINTS } from '../components/modelHints';
import { AgentTasksQueryProvider, useRepositories } from '../data';
import { findRepository } from '../presentation/findRepository';
import { agentTasksTranslationRef } from '../translation';
import {
  DEFAULT_REPOSITORY_FIELD,
  type ModelPickerProps,
} from './fieldSchemas';

/**
 * Chooses the model of a task: one of those that the rules of the chosen
 * repository allow, or any or none (Auto) where they leave it open.
 */
export function AgentTasksModelPicker(props: ModelPickerProps) {
  return (
    <AgentTasksQueryProvider>
      <ModelField {...props} />
    </AgentTasksQueryProvider>
  );
}

function ModelField(props: ModelPickerProps) {
  const { formData, onChange, rawErrors = [], schema, uiSchema } = props;
  const { disabled, formContext } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { repositories } = useRepositories();
  const field =
    uiSchema?.['ui:options']?.repositoryField ?? DEFAULT_REPOSITORY_FIELD;
  const repository: unknown = formContext?.formData?.[field];
  const models = findRepository(
    repositories,
    typeof repository === 'string' ? repository : undefined,
  )?.models;

  // The form asks validators only about fields with a value, so "required where
  // restricted" cannot be said there: the first allowed model is taken instead.
  const fallback = models && !models.includes(formData ?? '') ? models[0] : '';
  useEffect(() => {
    if (fallback) onChange(fallback);
  }, [fallback, onChange]);

  const description = uiSchema?.['ui:description'] ?? schema.description;
  // The template's own description says it where there is one.
  const openHelp = description ? '' : t('start.modelHelp');
  const help = models ? t('start.modelRestricted') : openHelp;
  return (
    <ScaffolderField
      rawDescription={typeof description === 'string' ? description : undefined}
      disabled={disabled}
    >
      <ChoiceField
        label={schema.title ?? t('start.model')}
        value={formData ?? ''}
        allowed={models}
        hints={MODEL_HINTS}
        disabled={disabled}
        hasError={rawErrors.length > 0}
        help={help}
        onChange={model => onChange(model || undefined)}
      />
    </ScaffolderField>
  );
}
