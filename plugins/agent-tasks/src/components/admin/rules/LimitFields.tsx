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
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import { LIMIT_NAMES } from '../../../presentation/admin/ruleFacts';
import { agentTasksTranslationRef } from '../../../translation';
import type { RuleFormState } from './useRuleForm';

/** How much may be done in the repositories of a rule. */
export function LimitFields(props: { form: RuleFormState }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { draft, issues, change, touch } = props.form;
  const headingId = useId();
  return (
    <Box role="group" aria-labelledby={headingId}>
      <Box id={headingId} sx={{ fontSize: '0.9375rem', fontWeight: 600 }}>
        {t('ruleForm.limits')}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1.5 }}>
        {t('ruleForm.limitsHelp')}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns:
            'repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr))',
        }}
      >
        {LIMIT_NAMES.map(name => (
          <TextField
            key={name}
            size="small"
            label={t(`rule.field.${name}`)}
            value={draft.limits[name]}
            error={Boolean(issues[name])}
            helperText={issues[name]}
            inputProps={{ inputMode: 'decimal' }}
            onBlur={() => touch(name)}
            onChange={event =>
              change(
                { limits: { ...draft.limits, [name]: event.target.value } },
                name,
              )
            }
          />
        ))}
      </Box>
    </Box>
  );
}
