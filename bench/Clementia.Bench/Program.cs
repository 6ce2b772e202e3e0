return args is ["ask", .. var rest] ? Clementia.Bench.AskBench.Run(rest) : 2;
