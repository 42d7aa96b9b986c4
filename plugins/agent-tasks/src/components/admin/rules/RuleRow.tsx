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

// Stacked rows are no table for the browser any more: the roles keep it one.
/* eslint-disable jsx-a11y/no-interactive-element-to-noninteractive-role */

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Box from '@mui/material/Box';
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { useId, useState, type ReactNode } from 'react';
import { agentTasksTranslationRef } from '../../../translation';
import { EntityLink } from '../../EntityLink';
import { toneColor } from '../../tones';
import { Glob } from '../Glob';
import { Toned } from '../Toned';
import { useRuleWords } from '../useRuleWords';
import { MatchesList } from './MatchesList';
import { RuleActions } from './RuleActions';
import type { RuleTask } from './RuleDialogs';
import { RuleMatches } from './RuleMatches';
import { RuleOrigin } from './RuleOrigin';
import { RuleStatus } from './RuleStatus';

/** One rule, and below it, where it is asked for, the repositories that it matches. */
export function RuleRow(props: {
  entry: PolicyRuleEntry;
  columns: string[];
  mayUpdate: boolean;
  onTask: (task: RuleTask) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const words = useRuleWords();
  const { entry, columns, mayUpdate, onTask } = props;
  const { rule } = entry;
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const limits = words.limits(rule.limits ?? {});
  const conditions = words.conditions(rule);
  const cells: ReactNode[] = [
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 0.75,
        }}
      >
        {rule.deny && (
          <Toned tone="danger" icon="failed">
            {t('rule.deny')}
          </Toned>
        )}
        <Glob>{rule.match}</Glob>
      </Box>
      {entry.problem && (
        <Box sx={theme => ({ color: toneColor(theme, 'attention') })}>
          {entry.problem}
        </Box>
      )}
      {conditions.length > 0 && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          {conditions.join(' · ')}
        </Box>
      )}
    </>,
    <Subjects key="who" refs={rule.deny ? rule.denyFor : rule.allow} />,
    rule.models?.join(', ') ?? t('rule.any'),
    rule.deny ? null : <Lines texts={limits} otherwise={t('rule.noLimits')} />,
    <RuleMatches
      key="matches"
      match={rule.match}
      isOpen={isOpen}
      listId={listId}
      onToggle={() => setOpen(!isOpen)}
    />,
    <RuleOrigin key="from" entry={entry} />,
    <RuleStatus key="status" entry={entry} />,
  ];
  return (
    <>
      <tr role="row" data-testid={`rule-${rule.match}`}>
        {cells.map((cell, index) => (
          <td
            key={columns[index]}
            role="cell"
            // The glob is the row's own heading.
            data-label={index > 0 ? columns[index] : undefined}
            data-empty={cell === null || undefined}
          >
            <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{cell}</Box>
          </td>
        ))}
        <td role="cell" data-corner="" style={{ width: 40 }}>
          <RuleActions entry={entry} mayUpdate={mayUpdate} onTask={onTask} />
        </td>
      </tr>
      {isOpen && (
        <tr role="row">
          <td role="cell" colSpan={columns.length + 1} data-wide="" id={listId}>
            <MatchesList match={rule.match} />
          </td>
        </tr>
      )}
    </>
  );
}

function Subjects(props: { refs?: string[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { subject } = useRuleWords();
  const { refs } = props;
  if (!refs) return <>{t('rule.everyone')}</>;
  return (
    <>
      {refs.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <EntityLink entityRef={ref}>{subject(ref)}</EntityLink>
        </span>
      ))}
    </>
  );
}

function Lines(props: { texts: string[]; otherwise: string }) {
  const { texts, otherwise } = props;
  if (texts.length === 0) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {otherwise}
      </Box>
    );
  }
  return (
    <>
      {texts.map(text => (
        <div key={text}>{text}</div>
      ))}
    </>
  );
}
