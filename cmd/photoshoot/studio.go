// studio: serves the embedded studio to other programs.

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"time"

	"photoshoot/engine/studio"
)

func studioVerb(ctx context.Context, a *app, args []string) error {
	if len(args) == 0 || args[0] != "serve" {
		return &usageError{"studio: what shall it do", "It is studio serve [-addr 127.0.0.1:8080]."}
	}
	fs := a.flags("studio")
	addr := fs.String("addr", "127.0.0.1:8080", "listen on `address`; a port of 0 takes a free one")
	dir := fs.String("dir", ".photoshoot/studio", "keep photos, jobs and pictures in `folder`")
	if err := a.parse(fs, args[1:], 0); err != nil {
		return err
	}
	st, err := studio.New(studio.Config{Dir: a.path(*dir), Workers: runtime.GOMAXPROCS(0)})
	if err != nil {
		return err
	}
	defer st.Close(context.WithoutCancel(ctx))
	return serve(ctx, a, st, *addr)
}

// serve answers until the first interrupt, and then lets what runs come to its end.
func serve(ctx context.Context, a *app, h http.Handler, addr string) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return &advised{fmt.Errorf("cannot listen: %w", err), "Choose another address with -addr."}
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	ctx, drain, stop := interrupts(ctx, a.view)
	defer stop()
	a.view.print("The studio answers at http://%s\n", l.Addr())
	go func() {
		select {
		case <-drain:
		case <-ctx.Done():
		}
		server.Shutdown(context.WithoutCancel(ctx))
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
