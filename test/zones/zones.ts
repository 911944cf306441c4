/** West and east of Greenwich, Greenwich itself, and the zone that left out a whole day (2011-12-30). */
export const timeZones = ["UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Apia"] as const;
