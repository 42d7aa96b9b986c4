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

/** The words of the usage page. */
export const usageMessages = {
  title: 'Usage',
  loading: 'Loading the usage',
  period: 'Time',
  periods: {
    last4Weeks: 'Last 4 weeks',
    last12Weeks: 'Last 12 weeks',
    thisMonth: 'This month',
    lastMonth: 'Last month',
    custom: 'Other days',
  },
  from: 'First day',
  to: 'Last day',
  utc: 'Days are those of UTC.',
  days: {
    missing: 'Give both days.',
    reversed: 'The last day is before the first.',
    future: 'The first day is still to come.',
  },
  groupBy: 'By',
  groupings: {
    requestedBy: 'Person',
    group: 'Group',
    repository: 'Repository',
    model: 'Model',
  },
  csv: 'Download CSV',
  csvBusy: 'Downloading …',
  figures: 'Altogether',
  aiCredits: 'AI credits',
  premiumRequests: 'Premium requests',
  tasks: 'Tasks',
  share: 'Share',
  unknown: 'Not reported yet',
  unknownTasks_one: '{{count}} task: not reported yet',
  unknownTasks_other: '{{count}} tasks: not reported yet',
  unknownMeaning:
    'GitHub has not, or not wholly, said what these tasks cost. They are not counted as zero: the sums are what is known so far.',
  soFar: 'known so far',
  notKnown: 'not reported yet',
  emptyTitle: 'No task was worked on in this time',
  empty:
    'As soon as the agent works on a task, what it costs shows here. Choose another time to look further back.',
  chart: {
    aiCredits: 'AI credits per week',
    premiumRequests: 'Premium requests per week',
    description:
      'Stacked bars, one per week from {{days}}, a colour per {{grouping}}. The same figures stand in the table below it.',
    legend: 'What the colours mean',
    others_one: '{{count}} other',
    others_other: '{{count}} others',
    unknown: 'Not reported yet (its height means nothing)',
    nothingKnown:
      'GitHub has not reported yet what the tasks of this time cost, so there is nothing to draw.',
    asTable: 'As a table',
    week: 'Week of',
    total: 'Total',
    loading: 'Loading the chart',
  },
  table: {
    requestedBy: 'By person',
    group: 'By group',
    repository: 'By repository',
    model: 'By model',
    groupMeaning:
      'A task of somebody in several groups counts for each of them, so that the lines add up to more than the whole.',
    showTasks: 'Show tasks',
    ofName: 'of {{name}}',
  },
  noKey: {
    requestedBy: 'Nobody recorded',
    group: 'No group recorded',
    repository: 'No repository recorded',
    model: 'No model reported',
  },
} as const;

/** What the list of tasks says about being narrowed by its address. */
export const narrowedMessages = {
  repository: 'Only {{repository}}',
  requestedBy: 'Only tasks of {{name}}',
  showAll: 'Show all tasks',
} as const;
