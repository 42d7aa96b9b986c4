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
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import {
  TASK_SOURCES,
  type TaskSource,
} from 'backstage-plugin-agent-tasks-common';
import { useId, useRef, useState } from 'react';
import { useRulePreview } from '../../../data/admin/useRulePreview';
import { useSubjects } from '../../../data/admin/useSubjects';
import type {
  TryItDraft,
  TryItIssues,
} from '../../../presentation/admin/tryItDraft';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { focusFirstMistake } from '../../focusFirstMistake';
import { MODEL_HINTS } from '../../modelHints';
import { fieldErrorStyle } from '../../tones';
import { SuggestField } from './SuggestField';

const EVERYTHING = '*/*';

// What is rarely asked for; a rule that denies a branch is about both.
const FURTHER = ['customAgent', 'baseRef', 'headRef'] as const;

/** The question, as a sentence with blanks; what is rarely asked for is folded away. */
export function TryItForm(props: {
  draft: TryItDraft;
  issues: TryItIssues;
  isAsking: boolean;
  onChange: (changes: Partial<TryItDraft>) => void;
  onAsk: () => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { draft, issues, isAsking, onChange, onAsk } = props;
  const [isWanted, setWanted] = useState(false);
  const [used, setUsed] = useState<{ user?: boolean; repository?: boolean }>(
    {},
  );
  const users = useSubjects(draft.user, {
    kinds: ['user'],
    enabled: used.user ?? false,
  });
  const { preview } = useRulePreview(EVERYTHING, {
    enabled: used.repository ?? false,
  });
  const moreId = useId();
  const element = useRef<HTMLFormElement>(null);
  const isMore = isWanted || FURTHER.some(name => issues[name]);
  return (
    <Box
      component="form"
      ref={element}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        onAsk();
        focusFirstMistake(element);
      }}
      sx={theme => ({
        display: 'grid',
        gap: 1.5,
        p: 2,
        ...fieldErrorStyle(theme),
      })}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          gap: 1,
          '& > span': { lineHeight: '40px' },
        }}
      >
        <span>{t('tryIt.may')}</span>
        <SuggestField
          label={t('tryIt.user')}
          width="16rem"
          value={draft.user}
          options={users.map(({ ref, name }) => ({ value: ref, hint: name }))}
          isFiltered
          issue={issues.user}
          onFocus={() => setUsed({ ...used, user: true })}
          onChange={user => onChange({ user })}
        />
        <span>{t('tryIt.startIn')}</span>
        <SuggestField
          label={t('tryIt.repository')}
          width="14rem"
          value={draft.repository}
          options={(preview?.items ?? []).map(item => ({
            value: item.repository,
          }))}
          issue={issues.repository}
          onFocus={() => setUsed({ ...used, repository: true })}
          onChange={repository => onChange({ repository })}
        />
        <span>{t('tryIt.with')}</span>
        <SuggestField
          label={t('tryIt.model')}
          placeholder={t('tryIt.modelAny')}
          width="12rem"
          value={draft.model}
          options={MODEL_HINTS.map(value => ({ value }))}
          issue={issues.model}
          onChange={model => onChange({ model })}
        />
        <span>{t('tryIt.end')}</span>
        <ActionButton
          type="submit"
          variant="outlined"
          disabled={isAsking}
          sx={{ height: 40, px: 2.5 }}
        >
          {t('tryIt.ask')}
        </ActionButton>
      </Box>
      <Box>
        <ActionButton
          aria-expanded={isMore}
          aria-controls={moreId}
          sx={{ ml: -0.5 }}
          onClick={() => setWanted(!isMore)}
        >
          {t(isMore ? 'tryIt.less' : 'tryIt.more')}
        </ActionButton>
        <Box
          id={moreId}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1.5,
            mt: isMore ? 1.25 : 0,
          }}
        >
          {isMore && (
            <>
              {FURTHER.map(name => (
                <TextField
                  key={name}
                  size="small"
                  label={t(`tryIt.${name}`)}
                  value={draft[name]}
                  error={Boolean(issues[name])}
                  helperText={issues[name] ?? t(`tryIt.${name}Help`)}
                  onChange={event => onChange({ [name]: event.target.value })}
                />
              ))}
              <TextField
                select
                size="small"
                label={t('tryIt.source')}
                value={draft.source}
                sx={{ minWidth: '14rem' }}
                onChange={event =>
                  onChange({ source: event.target.value as TaskSource })
                }
              >
                {TASK_SOURCES.map(source => (
                  <MenuItem key={source} value={source}>
                    {t(`rule.source.${source}`)}
                  </MenuItem>
                ))}
              </TextField>
            </>
          )}
        </Box>
      </Box>
    </Box>
  );
}
