// studio serve: the studio on a port, for one person or for applications with keys.

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"time"

	"github.com/google/uuid"

	"photoshoot/engine/studio"
)

func studioServe(ctx context.Context, a *app, args []string) error {
	config := studio.Config{}
	fs := a.flags("studio serve")
	addr := fs.String("addr", "127.0.0.1:8080", "listen on `address`; 127.0.0.1:8080 when left out, a port of 0 takes a free one")
	fs.StringVar(&config.Dir, "dir", ".photoshoot/studio", "keep photos, jobs and pictures in `folder`; .photoshoot/studio when left out")
	fs.IntVar(&config.Workers, "workers", runtime.GOMAXPROCS(0), "paint `n` pictures side by side; one a core when left out")
	fs.DurationVar(&config.Retention.Age, "keep", 0, "remove what is older than `duration`; 0 keeps all")
	fs.Int64Var(&config.Retention.Bytes, "keep-bytes", 0, "remove the oldest above so many `bytes`; 0 keeps all")
	fs.BoolVar(&config.RequireChannel, "require-channel", false, "refuse jobs of applications without a notification channel")
	applications := fs.String("applications", "", "admit the applications of a JSON `file` alone")
	cert := fs.String("tls-cert", "", "serve TLS with the certificate in `file`")
	key := fs.String("tls-key", "", "and the private key in `file`")
	if err := a.parse(fs, args, 0); err != nil {
		return err
	}
	if (*cert == "") != (*key == "") {
		return &usageError{"studio serve: -tls-cert and -tls-key belong together", "Give both, or neither."}
	}
	var err error
	if config.Applications, err = readApplications(*applications); err != nil {
		return err
	}
	config.Dir = a.path(config.Dir)
	st, err := studio.New(config)
	if err != nil {
		return err
	}
	defer st.Close(context.WithoutCancel(ctx))
	return serve(ctx, a, st, *addr, *cert, *key)
}

// readApplications reads a list of {"id", "key", "secret", "private_key", "credits"}; fewer
// than 0 credits are no limit.
func readApplications(file string) ([]studio.Application, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list []struct {
		ID         uuid.UUID `json:"id"`
		Key        string    `json:"key"`
		Secret     string    `json:"secret"`
		PrivateKey string    `json:"private_key"`
		Credits    int       `json:"credits"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, &advised{fmt.Errorf("%s: %w", file, err), `It is a list: [{"id": "GUID", "key": "…", "secret": "…", "private_key": "…", "credits": 100}].`}
	}
	applications := []studio.Application{}
	for _, one := range list {
		applications = append(applications, studio.Application{ID: one.ID, Key: one.Key, Secret: one.Secret, PrivateKey: one.PrivateKey, Credits: one.Credits})
	}
	return applications, nil
}

// serve answers until the first interrupt, and then lets what runs come to its end.
func serve(ctx context.Context, a *app, h http.Handler, addr, cert, key string) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return &advised{fmt.Errorf("cannot listen: %w", err), "Choose another address with -addr."}
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	ctx, drain, stop := interrupts(ctx, a.view)
	defer stop()
	go func() {
		select {
		case <-drain:
		case <-ctx.Done():
		}
		server.Shutdown(context.WithoutCancel(ctx))
	}()
	if cert != "" {
		a.view.print("The studio answers at https://%s\n", l.Addr())
		err = server.ServeTLS(l, cert, key)
	} else {
		a.view.print("The studio answers at http://%s\n", l.Addr())
		err = server.Serve(l)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
