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
import type { TaskDetail } from 'backstage-plugin-agent-tasks-common';
import { presentState } from '../presentation/presentState';
import { agentTasksTranslationRef } from '../translation';
import { EntityLink } from './EntityLink';
import { Fact, Facts } from './Facts';
import { LastChecked } from './LastChecked';
import { Panel } from './Panel';
import { useCost } from './useCost';

const SOURCES = ['portal', 'scaffolder', 'proxy', 'mcp', 'schedule'] as const;

/** Everything else that is known of a task. Nothing is claimed that GitHub has not said. */
export function DetailsPanel(props: { task: TaskDetail }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { task } = props;
  const cost = useCost()(task.usage);
  const source = SOURCES.find(known => known === task.source);
  return (
    <Panel title={t('task.details')}>
      <Box sx={{ p: 2 }}>
        <Facts>
          <Fact name={t('task.repository')}>{task.repository}</Fact>
          {task.entityRef && (
            <Fact name={t('task.entity')}>
              <EntityLink entityRef={task.entityRef} />
            </Fact>
          )}
          <BranchFact task={task} />
          <Fact name={t('task.model')}>
            <Model task={task} />
          </Fact>
          {task.customAgent && (
            <Fact name={t('task.customAgent')}>{task.customAgent}</Fact>
          )}
          <Fact
            name={
              presentState(task).unfinished
                ? t('task.costSoFar')
                : t('task.cost')
            }
          >
            {cost ?? t('task.notReported')}
          </Fact>
          <Fact name={t('task.source')}>
            {source ? t(`task.sources.${source}`) : task.source}
          </Fact>
          {/* Of a task that is followed no more the portal keeps no time. */}
          {task.tracking.status !== 'ended' && (
            <Fact name={t('task.lastChecked')}>
              <LastChecked task={task} />
            </Fact>
          )}
        </Facts>
      </Box>
    </Panel>
  );
}

function Model(props: { task: TaskDetail }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { model, sessions } = props.task;
  const chosen = sessions[sessions.length - 1]?.model;
  if (model) return <>{model}</>;
  return (
    <>
      {chosen
        ? t('task.modelAutoChosen', { model: chosen })
        : t('task.modelAuto')}
    </>
  );
}

function BranchFact(props: { task: TaskDetail }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { branch, headRef, baseRef, sessions } = props.task;
  const last = sessions[sessions.length - 1];
  const head = branch ?? last?.headRef ?? headRef;
  const base = baseRef ?? last?.baseRef;
  return (
    <Fact name={t('task.branch')}>
      {head ? <code>{head}</code> : t('task.notReported')}
      {base && (
        <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
          {' → '}
          <code>{base}</code>
        </Box>
      )}
    </Fact>
  );
}
