/** The CloudWatch namespace of everything Reveille counts. */
export const metricNamespace = 'Reveille';

/** One per verdict; dimensions account and verdict. */
export const verdictMetric = 'Verdicts';

/** One per HTTP request sent to a provider; dimensions provider and action (`StartInstances`, `StartInstances:DryRun`). */
export const callMetric = 'ProviderCalls';
