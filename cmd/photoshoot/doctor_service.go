// What the doctor looks at between here and the service.

package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

const (
	doctorPatience = 10 * time.Second // for one answer of the service
	maxSkew        = 2 * time.Minute  // tokens are refused by services with another time
)

// embedded says whether the pictures are made in this process.
func (s *session) embedded() bool {
	return s.config.Provider.Type == "studio" && s.config.Provider.Endpoint == ""
}

func checkCredentials(_ context.Context, s *session) finding {
	const about = "credentials"
	if s.embedded() {
		return finding{well, about, "the embedded studio needs none", ""}
	}
	if _, err := s.app.credentials(); err != nil {
		return judge(about, "", err, "")
	}
	for _, name := range []string{"ADCREATIVE_API_KEY", "ADCREATIVE_API_SECRET", "ADCREATIVE_JWT_PRIVATE_KEY"} {
		file := s.app.getenv(name + "_FILE")
		if info, err := os.Stat(file); file != "" && err == nil && info.Mode().Perm()&0o077 != 0 {
			return finding{worth, about, "others may read " + file, "chmod 600 " + file}
		}
	}
	return finding{well, about, "set in the environment", ""}
}

// checkService asks for the scenes, which needs a token and costs nothing, and compares clocks.
func checkService(ctx context.Context, s *session) finding {
	const about = "service"
	if s.embedded() {
		return finding{well, about, "the embedded studio, in this process", ""}
	}
	ctx, cancel := context.WithTimeout(ctx, doctorPatience)
	defer cancel()
	svc, err := s.open()
	if err != nil {
		return judge(about, "", err, "")
	}
	defer svc.close(context.WithoutCancel(ctx))
	endpoint := s.config.Provider.Endpoint
	if skew, err := clockSkew(ctx, endpoint); err != nil {
		return judge(about, "", err, "Check endpoint in the provider block, the network, and HTTPS_PROXY.")
	} else if skew.Abs() > maxSkew {
		return finding{wrong, "clock", fmt.Sprintf("this machine and %s differ by %s", endpoint, skew.Round(time.Second)), "Set the clock: tokens are refused while it is wrong."}
	}
	scenes, err := svc.Presets(ctx, s.config.Provider.UserID)
	return judge(about, fmt.Sprintf("%s answers and knows the account: %d scenes", endpoint, len(scenes)), err, "")
}

// clockSkew is how far this machine's clock is ahead of the service's.
func clockSkew(ctx context.Context, endpoint string) (time.Duration, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, strings.TrimSuffix(endpoint, "/")+"/", nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	there, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return 0, nil // it does not say
	}
	return time.Since(there), nil
}

// checkNotifications says what there is to say: jobs are asked about, so that nothing has to
// reach this machine.
func checkNotifications(context.Context, *session) finding {
	return finding{well, "notifications", "none are needed: jobs are asked about while apply runs", ""}
}
