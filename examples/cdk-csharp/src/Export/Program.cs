using Amazon.CDK;

namespace Export
{
    internal static class Program
    {
        public static void Main(string[] args)
        {
            var app = new App();
            new ExportStack(app, "Export", 20);
            app.Synth();
        }
    }
}
