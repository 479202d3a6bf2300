package com.fasterxml.jackson.datatype.jsr310;

/** As far as the generated code names it. */
public class JavaTimeModule extends com.fasterxml.jackson.databind.module.SimpleModule {
}
