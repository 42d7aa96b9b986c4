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
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { TASK_SOURCES } from 'backstage-plugin-agent-tasks-common';
import { useId, useState } from 'react';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { ListField } from './ListField';
import type { RuleFormState } from './useRuleForm';
import { ValidityField } from './ValidityField';

const LISTS = ['customAgents', 'baseRefs'] as const;
const DENIED = {
  customAgents: 'deniedCustomAgents',
  baseRefs: 'deniedBaseRefs',
} as const;
const FIELDS = [...LISTS, 'sources', 'validFrom', 'validUntil'] as const;

/** What few rules name; folded away unless this one does, or has a mistake there. */
export function ConditionFields(props: { form: RuleFormState }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { draft, issues, change, touch } = props.form;
  const [isWanted, setWanted] = useState(() =>
    FIELDS.some(field => draft[field].length > 0),
  );
  const isDeny = draft.effect === 'deny';
  const isOpen = isWanted || FIELDS.some(field => issues[field]);
  const fieldsId = useId();
  const sourcesId = useId();
  return (
    <Box>
      <ActionButton
        aria-expanded={isOpen}
        aria-controls={fieldsId}
        onClick={() => setWanted(!isOpen)}
        startIcon={
          <ExpandMoreIcon
            sx={{ transform: isOpen ? undefined : 'rotate(-90deg)' }}
          />
        }
      >
        {t('ruleForm.conditions')}
      </ActionButton>
      <Box id={fieldsId} sx={{ display: 'grid', gap: 2, mt: isOpen ? 1.5 : 0 }}>
        {isOpen && (
          <>
            {LISTS.map(name => (
              <ListField
                key={name}
                label={t(`ruleForm.${isDeny ? DENIED[name] : name}`)}
                values={draft[name]}
                help={t(`ruleForm.${isDeny ? DENIED[name] : name}Help`)}
                issue={issues[name]}
                onChange={values => change({ [name]: values }, name)}
                onLeave={() => touch(name)}
              />
            ))}
            <Box role="group" aria-labelledby={sourcesId}>
              <Box id={sourcesId} sx={{ typography: 'body2' }}>
                {t('ruleForm.sources')}
              </Box>
              <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
                {TASK_SOURCES.map(source => (
                  <FormControlLabel
                    key={source}
                    label={t(`rule.source.${source}`)}
                    slotProps={{ typography: { variant: 'body2' } }}
                    control={
                      <Checkbox
                        size="small"
                        checked={draft.sources.includes(source)}
                        onChange={(_, isChecked) =>
                          change(
                            {
                              sources: TASK_SOURCES.filter(one =>
                                one === source
                                  ? isChecked
                                  : draft.sources.includes(one),
                              ),
                            },
                            'sources',
                          )
                        }
                      />
                    }
                  />
                ))}
              </Box>
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                {issues.sources ?? t('ruleForm.sourcesHelp')}
              </Box>
            </Box>
            <Box
              sx={{
                display: 'grid',
                gap: 1.5,
                gridTemplateColumns:
                  'repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr))',
              }}
            >
              {(['validFrom', 'validUntil'] as const).map(name => (
                <ValidityField
                  key={name}
                  label={t(`rule.field.${name}`)}
                  value={draft[name]}
                  help={t(`ruleForm.${name}Help`)}
                  issue={issues[name]}
                  onChange={value => change({ [name]: value }, name)}
                />
              ))}
            </Box>
          </>
        )}
      </Box>
    </Box>
  );
}
