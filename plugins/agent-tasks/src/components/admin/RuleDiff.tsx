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
} from '../../presentation/admin/ruleFacts';
import { agentTasksTranslationRef } from '../../translation';
import { Fact, Facts } from '../Facts';
import { toneColor } from '../tones';
import { VISUALLY_HIDDEN } from '../visuallyHidden';
import { useRuleWords } from './useRuleWords';

/**
 * How a rule differs from what it was, field by field. Where there is only one
 * of the two, all that it names.
 */
export function RuleDiff(props: {
  before?: PolicyRule;
  after?: PolicyRule;
  /** Said where no field differs. */
  same?: string;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { before, after, same } = props;
  const changes = diffRules(before, after);
  if (changes.length === 0) return <>{same} </>;
  const isDiff = before !== undefined && after !== undefined;
  return (
    <Facts>
      {changes.map(change => (
        <Fact key={change.field} name={t(`rule.field.${change.field}`)}>
          {isDiff ? (
            <ChangedValues change={change} />
          ) : (
            <Values change={change} />
          )}
        </Fact>
      ))}
    </Facts>
  );
}

function Values(props: { change: FieldChange }) {
  const { value } = useRuleWords();
  const { field, removed, added } = props.change;
  return <>{[...removed, ...added].map(one => value(field, one)).join(', ')}</>;
}

function ChangedValues(props: { change: FieldChange }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value } = useRuleWords();
  const { field, removed, added, kept } = props.change;
  return (
    <Box
      component="span"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.25 }}
    >
      {removed.map(one => (
        <Changed key={`-${one}`} is="removed" text={value(field, one)} />
      ))}
      {added.map(one => (
        <Changed key={`+${one}`} is="added" text={value(field, one)} />
      ))}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {kept.map(one => value(field, one)).join(', ')}
        {added.length + kept.length === 0 && t('admin.history.nothing')}
      </Box>
    </Box>
  );
}

function Changed(props: { is: 'removed' | 'added'; text: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { is, text } = props;
  const isRemoved = is === 'removed';
  return (
    <Box
      component="span"
      sx={theme => ({
        color: toneColor(theme, isRemoved ? 'danger' : 'success'),
        fontWeight: isRemoved ? 400 : 600,
        '& ins': { textDecoration: 'none' },
      })}
    >
      <span aria-hidden>{isRemoved ? '− ' : '+ '}</span>
      <Box component="span" sx={VISUALLY_HIDDEN}>
        {t(isRemoved ? 'admin.history.was' : 'admin.history.now')}{' '}
      </Box>
      {isRemoved ? <del>{text}</del> : <ins>{text}</ins>}
    </Box>
  );
}
