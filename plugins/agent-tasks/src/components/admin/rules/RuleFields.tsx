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
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import type { RuleDraft } from '../../../presentation/admin/ruleDraft';
import { agentTasksTranslationRef } from '../../../translation';
import { MODEL_HINTS } from '../../modelHints';
import { fieldErrorStyle } from '../../tones';
import { ConditionFields } from './ConditionFields';
import { LimitFields } from './LimitFields';
import { ListField } from './ListField';
import { MatchPreview } from './MatchPreview';
import { SubjectsField } from './SubjectsField';
import type { RuleFormState } from './useRuleForm';

/** The fields of a rule. A rule that denies has neither limits nor people whom it allows. */
export function RuleFields(props: { form: RuleFormState }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { form } = props;
  const { draft, issues, change, touch } = form;
  const isDeny = draft.effect === 'deny';
  const who = isDeny ? 'denyFor' : 'allow';
  return (
    <Box
      sx={theme => ({
        display: 'grid',
        gap: 2.25,
        ...fieldErrorStyle(theme),
      })}
    >
      <FormControl>
        <FormLabel id="rule-effect" sx={{ typography: 'body2' }}>
          {t('ruleForm.effect')}
        </FormLabel>
        <RadioGroup
          row
          aria-labelledby="rule-effect"
          value={draft.effect}
          onChange={event =>
            change(
              { effect: event.target.value as RuleDraft['effect'] },
              'effect',
            )
          }
        >
          {(['allow', 'deny'] as const).map(effect => (
            <FormControlLabel
              key={effect}
              value={effect}
              label={t(`rule.${effect}`)}
              slotProps={{ typography: { variant: 'body2' } }}
              control={<Radio size="small" />}
            />
          ))}
        </RadioGroup>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          {t(isDeny ? 'ruleForm.denyHelp' : 'ruleForm.allowHelp')}
        </Box>
      </FormControl>
      <Box sx={{ display: 'grid', gap: 1 }}>
        <TextField
          // A dialog opens for what is typed here.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          required
          fullWidth
          label={t('rule.field.match')}
          value={draft.match}
          error={Boolean(issues.match)}
          helperText={issues.match ?? t('ruleForm.matchHelp')}
          inputProps={{ spellCheck: false, autoCapitalize: 'off' }}
          onBlur={() => draft.match && touch('match')}
          onChange={event => change({ match: event.target.value }, 'match')}
        />
        <MatchPreview match={draft.match} />
      </Box>
      <SubjectsField
        // Whom one allows is not whom the other denies.
        key={who}
        label={t(isDeny ? 'ruleForm.denySubjects' : 'ruleForm.allowSubjects')}
        values={draft[who]}
        help={t('ruleForm.subjectsHelp')}
        issue={issues[who]}
        onChange={refs => change({ [who]: refs }, who)}
        onLeave={() => touch(who)}
      />
      <ListField
        label={t(isDeny ? 'ruleForm.deniedModels' : 'ruleForm.models')}
        values={draft.models}
        options={MODEL_HINTS.map(value => ({ value }))}
        help={t(isDeny ? 'ruleForm.deniedModelsHelp' : 'ruleForm.modelsHelp')}
        issue={issues.models}
        onChange={models => change({ models }, 'models')}
        onLeave={() => touch('models')}
      />
      {!isDeny && <LimitFields form={form} />}
      <ConditionFields form={form} />
      <TextField
        required
        fullWidth
        label={t('ruleForm.reason')}
        value={draft.reason}
        error={Boolean(issues.reason)}
        helperText={issues.reason ?? t('ruleForm.reasonHelp')}
        onBlur={() => draft.reason && touch('reason')}
        onChange={event => change({ reason: event.target.value }, 'reason')}
      />
    </Box>
  );
}
