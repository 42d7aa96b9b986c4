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

import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { usePermission } from '@backstage/plugin-permission-react';
import { useTemplateSecrets } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import Autocomplete from '@mui/material/Autocomplete';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { agentTaskCreatePermission } from 'backstage-plugin-agent-tasks-common';
import { useEffect } from 'react';
import { agentTasksApiRef } from '../api';
import { Notice } from '../components/Notice';
import { RepositoriesNotice } from '../components/RepositoriesNotice';
import { fieldErrorStyle } from '../components/tones';
import { AgentTasksQueryProvider, useRepositories } from '../data';
import { findRepository } from '../presentation/findRepository';
import { agentTasksTranslationRef } from '../translation';
import {
  DEFAULT_SECRETS_KEY,
  type RepositoryPickerProps,
} from './fieldSchemas';

/**
 * Chooses a repository among those in which the person may start tasks, and
 * hands their GitHub token to the template as a secret, so that its step
 * `agent-tasks:start` works in their name. The value is `owner/name`.
 */
export function AgentTasksRepositoryPicker(props: RepositoryPickerProps) {
  return (
    <AgentTasksQueryProvider>
      <RepositoryField {...props} />
    </AgentTasksQueryProvider>
  );
}

function RepositoryField(props: RepositoryPickerProps) {
  const { formData, onChange, rawErrors = [], required, schema } = props;
  const { uiSchema, disabled } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const start = usePermission({ permission: agentTaskCreatePermission });
  const known = useRepositories({ enabled: start.allowed });
  useTokenSecret(
    uiSchema?.['ui:options']?.secretsKey ?? DEFAULT_SECRETS_KEY,
    known.repositories !== undefined && !known.error,
  );
  const chosen = findRepository(known.repositories, formData);
  const description = uiSchema?.['ui:description'] ?? schema.description;
  return (
    <ScaffolderField
      rawDescription={typeof description === 'string' ? description : undefined}
      disabled={disabled}
    >
      <Stack spacing={1.5} sx={fieldErrorStyle}>
        {start.loading || start.allowed ? (
          <RepositoriesNotice {...known} chosen={formData} />
        ) : (
          <Notice
            tone="attention"
            role="status"
            title={t('scaffolder.notPermittedTitle')}
          >
            {t('scaffolder.notPermitted', {
              permission: agentTaskCreatePermission.name,
            })}
          </Notice>
        )}
        <Autocomplete
          options={(known.repositories ?? []).map(
            ({ repository }) => repository,
          )}
          value={chosen?.repository ?? null}
          disabled={disabled || !known.repositories?.length}
          loading={start.allowed && !known.repositories && !known.error}
          onChange={(_, repository) => onChange(repository ?? undefined)}
          renderInput={params => (
            <TextField
              {...params}
              // Of the label only: the form says itself what is missing.
              InputLabelProps={{ ...params.InputLabelProps, required }}
              label={schema.title ?? t('start.repository')}
              error={rawErrors.length > 0}
              // The template's own description says it where there is one.
              helperText={description ? undefined : t('start.repositoryHelp')}
            />
          )}
        />
      </Stack>
    </ScaffolderField>
  );
}

/** Puts the person's GitHub token among the template's secrets as soon as there is one. */
function useTokenSecret(secretsKey: string, isSignedIn: boolean) {
  const api = useApi(agentTasksApiRef);
  const { setSecrets } = useTemplateSecrets();
  useEffect(() => {
    let isCurrent = true;
    api
      .getGitHubToken()
      .then(token => {
        if (isCurrent && token) setSecrets({ [secretsKey]: token });
      })
      // Not signed in: the notice above the field says so and offers the button.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
    // Asked anew once a sign-in has made the repositories known.
  }, [api, secretsKey, isSignedIn, setSecrets]);
}
