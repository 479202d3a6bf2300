package com.fasterxml.jackson.datatype.jsr310;

/** As far as the generated code names it. */
public enum JavaTimeFeature {
  NORMALIZE_DESERIALIZED_ZONE_ID,
  ALWAYS_ALLOW_STRINGIFIED_DATE_TIMESTAMPS;

  public boolean enabledByDefault() {
    return false;
  }
}
