/** Fields, statuses and findings. */
export const data = {};
