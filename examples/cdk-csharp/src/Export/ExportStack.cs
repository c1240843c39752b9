using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace Export
{
    /// <summary>Exports the database every night.</summary>
    public class ExportStack : Stack
    {
        public ExportStack(Construct scope, string id, int minutes) : base(scope, id)
        {
            new Function(this, "Export", new FunctionProps
            {
                Runtime = Runtime.DOTNET_8,
                Handler = "Export::Export.Handler::Handle",
                Code = Code.FromAsset("dist"),
                Timeout = Duration.Minutes(minutes),
                MemorySize = 1024
            });

            var vpc = new Vpc(this, "Vpc", new VpcProps { MaxAzs = 2 });
            var access = new SecurityGroup(this, "Access", new SecurityGroupProps { Vpc = vpc });
            access.AddIngressRule(Peer.AnyIpv4(), Port.Tcp(22), "SSH from anywhere");
        }
    }
}
