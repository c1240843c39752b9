package com.example;

import software.amazon.awscdk.App;

public final class ExportApp {
    public static void main(final String[] args) {
        App app = new App();
        new ExportStack(app, "Export", 20);
        app.synth();
    }
}
