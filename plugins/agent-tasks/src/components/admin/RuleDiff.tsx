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
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import {
  diffRules,
  type FieldChange,
  type RuleField,
} from '../../presentation/admin/ruleFacts';
import { agentTasksTranslationRef } from '../../translation';
import { Fact, Facts } from '../Facts';
import { toneColor } from '../tones';
import { VISUALLY_HIDDEN } from '../visuallyHidden';
import { useRuleWords } from './useRuleWords';

/** How a rule differs from what it was, field by field; one of the two may be absent. */
export function RuleDiff(props: {
  before?: PolicyRule;
  after?: PolicyRule;
  /** Said where no field differs. */
  same: string;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const changes = diffRules(props.before, props.after);
  if (changes.length === 0) return <>{props.same} </>;
  return (
    <Facts>
      {changes.map(change => (
        <Fact key={change.field} name={t(`rule.field.${change.field}`)}>
          <ChangedValues change={change} />
        </Fact>
      ))}
    </Facts>
  );
}

function ChangedValues(props: { change: FieldChange }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { field, removed, added, kept } = props.change;
  return (
    <Box
      component="span"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.25 }}
    >
      {removed.map(value => (
        <Value key={`-${value}`} field={field} value={value} is="removed" />
      ))}
      {added.map(value => (
        <Value key={`+${value}`} field={field} value={value} is="added" />
      ))}
      {kept.map(value => (
        <Value key={value} field={field} value={value} is="kept" />
      ))}
      {added.length + kept.length === 0 && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          → {t('admin.history.nothing')}
        </Box>
      )}
    </Box>
  );
}

function Value(props: {
  field: RuleField;
  value: string;
  is: 'removed' | 'added' | 'kept';
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { field, value, is } = props;
  const text = useRuleWords().value(field, value);
  if (is === 'kept') {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {text}
      </Box>
    );
  }
  const isRemoved = is === 'removed';
  return (
    <Box
      component={isRemoved ? 'del' : 'ins'}
      sx={theme => ({
        color: toneColor(theme, isRemoved ? 'danger' : 'success'),
        textDecoration: isRemoved ? 'line-through' : 'none',
        fontWeight: isRemoved ? 400 : 600,
      })}
    >
      <span aria-hidden>{isRemoved ? '− ' : '+ '}</span>
      <Box component="span" sx={VISUALLY_HIDDEN}>
        {t(isRemoved ? 'admin.history.was' : 'admin.history.now')}{' '}
      </Box>
      {text}
    </Box>
  );
}
